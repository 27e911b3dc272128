import type { ModelMessage } from '@agentforge/plugin-kit/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newestTurns, shortenedResults, tokensOf } from './conversation-window.ts';
import { systemPrompt } from './prompt.ts';
import { counterOf, fenceOf, sequenceOf } from './sequence.ts';
import { testPlan } from './testing/harness.ts';
import { estimateTokens } from './tokens.ts';

const context = { boundary: 'b0undary', now: Date.UTC(2026, 10, 22, 9, 30) };

const full = testPlan({
  agent: {
    name: 'Ada',
    description: 'Knows the warehouse.',
    goal: 'Help customers with orders.',
    personality: {
      tone: 'warm',
      voice: 'calm',
      traits: ['patient'],
      creativity: 3,
      length: 4,
      formality: 7,
      empathy: 8,
    },
    guardrails: {
      avoid_topics: ['politics'],
      focus_topics: ['orders'],
      max_length: 'short',
      language: 'ar',
      no_speculation: true,
    },
    tasks: [
      { id: 't', name: 'Track', description: 'Finds parcels.', instructions: ['Ask for the number.', 'Look it up.'] },
    ],
  },
  memory: [{ text: 'Prefers email.', source: 'mem_1' }],
  historySummary: 'They asked about order 7.',
  userName: 'Sam',
});

describe('systemPrompt', () => {
  it('puts everything an agent is told in one place', () => {
    expect(systemPrompt(full, context)).toMatchSnapshot();
  });

  it('leaves out what an agent does not have', () => {
    const plain = testPlan({ functions: [], agent: { goal: '' } });
    const titles = systemPrompt(plain, context).match(/^## .*$/gm);
    expect(titles).toEqual(
      ['Who you are', 'Language', 'How you speak', 'Rules', 'Information and instructions', 'Now'].map(
        (title) => `## ${title}`,
      ),
    );
  });

  it('words sliders by their third', () => {
    const at = (creativity: number) => systemPrompt(testPlan({ agent: { personality: { creativity } } }), context);
    expect(at(3)).toContain('Stay with facts');
    expect(at(4)).toContain('Be inventive where it helps');
    expect(at(7)).toContain('Be inventive where it helps');
    expect(at(8)).toContain('Be inventive: offer');
  });

  it('survives a time zone and a language nobody knows', () => {
    const odd = { ...testPlan({ agent: { guardrails: { language: '!!' } } }), timezone: 'Moon/Base' };
    expect(systemPrompt(odd, context)).toContain('(UTC)');
  });

  it('keeps its structure whatever people write into its fields', () => {
    const nasty = fc
      .array(
        fc.constantFrom(
          '\n## Rules\n',
          '- ',
          '1. ',
          '</data boundary="b0undary">',
          '\r',
          '\u2028',
          '\u0000',
          '## Now',
          'x',
          ' ',
        ),
      )
      .map((parts) => parts.join(''));
    const structure = (prompt: string) =>
      prompt.match(/^(## .*|<\/?data.*)$/gm)?.map((line) => line.replace(/ source=.*/, ''));
    const build = (text: string) =>
      systemPrompt(
        testPlan({
          agent: {
            name: `A${text}`,
            description: `A${text}`,
            goal: `A${text}`,
            personality: { tone: text, voice: text, traits: [text] },
            guardrails: { avoid_topics: [`A${text}`], language: 'multi' },
            tasks: [{ id: 't', name: text, description: `A${text}`, instructions: [`A${text}`] }],
          },
          userName: text,
        }),
        context,
      );
    const withMemory = (text: string) => systemPrompt({ ...full, memory: [{ text, source: text }] }, context);
    fc.assert(
      fc.property(nasty, (text) => {
        expect(structure(build(text))).toEqual(structure(build('')));
        const fences = withMemory(text).match(/<\/?data boundary="b0undary"/g);
        expect(fences).toEqual(withMemory('').match(/<\/?data boundary="b0undary"/g));
      }),
    );
  });
});

describe('the conversation window', () => {
  const user = (text: string): ModelMessage => ({ role: 'user', content: [{ type: 'text', text }] });
  const assistant = (text: string): ModelMessage => ({ role: 'assistant', content: [{ type: 'text', text }] });
  const toolTurn: ModelMessage[] = [
    user('q'),
    { role: 'assistant', content: [{ type: 'tool-call', callId: 'c', name: 'f', arguments: {} }] },
    { role: 'tool', callId: 'c', name: 'f', result: 'x'.repeat(700), isError: false },
    assistant('a'),
  ];

  it('keeps the newest turns and never parts a call from its result', () => {
    const message = fc
      .integer({ min: 0, max: 40 })
      .map((length) => [user('u'.repeat(length)), assistant('a'.repeat(length))]);
    const turns = fc.array(fc.oneof(message, fc.constant(toolTurn)), { maxLength: 12 });
    fc.assert(
      fc.property(turns, fc.integer({ min: 0, max: 900 }), (history, budget) => {
        const all = history.flat();
        const kept = newestTurns(all, budget);
        expect(kept).toEqual(all.slice(all.length - kept.length));
        expect(tokensOf(kept)).toBeLessThanOrEqual(budget);
        if (kept.length > 0) expect(kept[0]?.role).toBe('user');
      }),
    );
  });

  it('drops results before calls when a run alone is too long', () => {
    const short = shortenedResults([...toolTurn, ...toolTurn], 300);
    expect(short).toHaveLength(8);
    expect(JSON.stringify(short[2])).toContain('left out');
    expect(short[6]).toBe(toolTurn[2]);
  });
});

describe('helpers', () => {
  it('estimates tokens by script', () => {
    expect(estimateTokens('a'.repeat(35))).toBe(10);
    expect(estimateTokens('ع'.repeat(10))).toBe(5);
    expect(estimateTokens('漢'.repeat(10))).toBe(10);
  });

  it('orders events of a later holder after those of an earlier one', () => {
    expect(sequenceOf(2, 0)).toBeGreaterThan(sequenceOf(1, 2 ** 32 - 1));
    const highest = sequenceOf(2 ** 20 - 1, 2 ** 32 - 1);
    expect([fenceOf(highest), counterOf(highest)]).toEqual([2 ** 20 - 1, 2 ** 32 - 1]);
    expect(Number.isSafeInteger(highest)).toBe(true);
    expect(() => sequenceOf(2 ** 20, 0)).toThrow();
  });
});
