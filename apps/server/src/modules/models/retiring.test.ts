import { provider as anthropic } from '@agentforge/providers/anthropic';
import { describe, expect, it } from 'vitest';
import { retiringOf } from './retiring.ts';

const facts = { name: 'claude', plugin: anthropic };
const listed = anthropic.models
  .filter(({ model }) => /^claude-(sonnet-4-5|sonnet-5-5)$/.test(model))
  .map((info) => ({ id: `claude/${info.model}`, info, facts }));
const at = (day: string): number => Date.parse(`${day}T12:00:00Z`);
const sonnet = { model: 'claude/claude-sonnet-4-5', retires_on: '2026-11-30', successor: 'claude/claude-sonnet-5-5' };

describe('models that retire', () => {
  it('are told from 90 days before the end the catalogue has, and after it', () => {
    const told = (day: string) => retiringOf(listed, [], at(day));
    expect(told('2026-08-31')).toEqual([]);
    expect(told('2026-09-01')).toEqual([{ ...sonnet, isGone: false }]);
    expect(told('2026-11-22')).toEqual([{ ...sonnet, isGone: false }]);
    expect(told('2027-03-01')).toEqual([{ ...sonnet, isGone: false }]);
  });

  it('are told, soonest first, when the provider no longer lists them', () => {
    const told = retiringOf(listed, [facts], at('2026-11-22'));
    expect(told.map(({ model, isGone }) => [model, isGone])).toEqual([
      ['claude/claude-sonnet-4', true],
      ['claude/claude-opus-4', true],
      ['claude/claude-opus-4-1', true],
      ['claude/claude-sonnet-4-5', false],
    ]);
  });
});
