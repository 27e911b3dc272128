import { budgetLimit, budgetUsage } from '@agentforge/contracts/budgets/schemas';
import { describe, expect, it } from 'vitest';
import { createFormat } from '../format.ts';
import { amountText, measuresOf, tightest } from './amounts.ts';

const usage = budgetUsage.parse({
  scope_id: 'user_1',
  name: null,
  tokens_used: 500,
  tokens_reserved: 0,
  tokens_remaining: 500,
  cost_used_usd: 4.5,
  cost_is_lower_bound: true,
  cost_reserved_usd: 0,
  cost_remaining_usd: 0.5,
  runs_used: 3,
  runs_remaining: null,
  steps_used: 3,
  steps_remaining: null,
  tool_calls_used: 0,
  tool_calls_remaining: null,
  seconds_used: 90,
  seconds_remaining: 30,
  share: 0.9,
  near: true,
});
const limit = budgetLimit.parse({ scope: 'user', max_tokens: 1000, max_cost_usd: 5, max_seconds: 120 });

describe('amounts', () => {
  it('shows what is limited and nothing else, and marks money that is not fully known', () => {
    expect(measuresOf(limit, usage)).toEqual([
      { kind: 'tokens', used: 500, most: 1000, atLeast: false },
      { kind: 'cost', used: 4.5, most: 5, atLeast: true },
      { kind: 'seconds', used: 90, most: 120, atLeast: false },
    ]);
  });

  it('finds the amount nearest to its end', () => {
    expect(tightest(measuresOf(limit, usage))?.kind).toBe('cost');
    expect(tightest([])).toBeUndefined();
  });

  it('writes each amount in its unit', () => {
    const format = createFormat('en');
    expect([
      amountText(format, 'tokens', 12_400),
      amountText(format, 'cost', 3.2),
      amountText(format, 'seconds', 120),
    ]).toEqual(['12,400', '$3.20', '2m']);
  });
});
