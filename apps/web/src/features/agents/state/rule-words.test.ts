import { describe, expect, it } from 'vitest';
import { durationParts, factsOf, leavesRequesterOut, secondsOf, wholeParts } from './rule-words.ts';

describe('what a rule says', () => {
  it('leaves who asked out where somebody is named, unless it says otherwise', () => {
    const rule = { tool_id: '*', action: 'ask' as const };
    expect(leavesRequesterOut(rule)).toBe(false);
    expect(leavesRequesterOut({ ...rule, approvers: ['role_1'] })).toBe(true);
    expect(leavesRequesterOut({ ...rule, approvers: ['role_1'], requester_may_approve: true })).toBe(false);
    expect(leavesRequesterOut({ ...rule, requester_may_approve: false })).toBe(true);
  });

  it('counts levels from the request and leaves out what is not whole', () => {
    const facts = factsOf({
      tool_id: '*',
      action: 'ask',
      when: [
        { argument: ' ', operator: 'eq', value: '' },
        { argument: 'amount', operator: 'gt', value: 1000 },
        { argument: 'country', operator: 'in', value: ['DE', 'AT'] },
      ],
      approvers: ['user_1'],
      escalation: [
        { after_seconds: 600, approvers: ['role_1'] },
        { after_seconds: 60, approvers: [] },
        { after_seconds: 300, approvers: ['role_2'] },
      ],
    });
    expect(facts.conditions).toEqual([
      { argument: 'amount', operator: 'gt', value: '1000' },
      { argument: 'country', operator: 'in', value: 'DE, AT' },
    ]);
    expect(facts.levels).toEqual([
      { after: 600, approverIds: ['role_1'] },
      { after: 900, approverIds: ['role_2'] },
    ]);
    expect(facts.needed).toBe(1);
  });
});

it.each([
  [60, 1, 'minute'],
  [90, 2, 'minute'],
  [3600, 1, 'hour'],
  [5400, 90, 'minute'],
  [172_800, 2, 'day'],
] as const)('%i seconds are %i %s', (seconds, amount, unit) => {
  expect(durationParts(seconds)).toEqual({ amount, unit });
});

it('says a duration in as many units as it takes', () => {
  expect(wholeParts(9000)).toEqual([
    { amount: 2, unit: 'hour' },
    { amount: 30, unit: 'minute' },
  ]);
  expect(wholeParts(86_400)).toEqual([{ amount: 1, unit: 'day' }]);
  expect(wholeParts(20)).toEqual([{ amount: 1, unit: 'minute' }]);
});

it('reads a duration back', () => {
  expect(secondsOf(3, 'hour')).toBe(10_800);
});
