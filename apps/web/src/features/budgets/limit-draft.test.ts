import { budgetLimit } from '@agentforge/contracts/budgets/schemas';
import { describe, expect, it } from 'vitest';
import { draftOf, limitFrom, problemsOf, sameTarget } from './limit-draft.ts';

const limit = budgetLimit.parse({ scope: 'user', max_tokens: 1000, max_cost_usd: 2.5, soft_ratio: 0.8 });

describe('a limit being written', () => {
  it('comes back as it was', () => {
    expect(limitFrom(draftOf(limit))).toEqual(limit);
  });

  it('needs an amount, positive numbers, and whole ones but for money', () => {
    const draft = draftOf(undefined);
    expect([...problemsOf(draft)]).toEqual([['all', 'none']]);
    const amounts = { ...draft.amounts, tokens: '1.5', cost: '0.5', runs: '-1', steps: 'many' };
    expect([...problemsOf({ ...draft, amounts })]).toEqual([
      ['tokens', 'whole'],
      ['runs', 'number'],
      ['steps', 'number'],
    ]);
  });

  it('for each answer knows no day, no answers and no cheaper model', () => {
    const draft = { ...draftOf({ ...limit, max_runs: 3 }), scope: 'run' as const };
    expect(limitFrom(draft)).toMatchObject({ period: 'total', max_runs: null, soft_ratio: null, scope_id: '*' });
    const only = { ...draft, amounts: { ...draft.amounts, tokens: '', cost: '' } };
    expect(problemsOf(only).get('all')).toBe('none');
  });

  it('names somebody only where somebody can be named', () => {
    expect(limitFrom({ ...draftOf(limit), scope: 'tenant', scopeId: 'user_1' }).scope_id).toBe('*');
    expect(sameTarget(limit, { ...limit, max_tokens: 5 })).toBe(true);
    expect(sameTarget(limit, { ...limit, period: 'total' })).toBe(false);
  });
});
