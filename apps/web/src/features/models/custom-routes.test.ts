import { customRoutes } from '@agentforge/contracts/models/schemas';
import { describe, expect, it } from 'vitest';
import {
  customRoutesOf,
  moved,
  nameProblemOf,
  newRoute,
  newTarget,
  routeDraftsOf,
  routesAreGood,
  targetProblemsOf,
} from './custom-routes.ts';

const saved = customRoutes.parse({
  team: [
    { model: 'main/large', weight: 3, languages: ['de'] },
    { model: 'spare/small', weight: 0 },
  ],
  bulk: [{ model: 'spare/small' }],
});

describe('own routes', () => {
  it('come back as they were', () => {
    const drafts = routeDraftsOf(saved);
    expect(routesAreGood(drafts)).toBe(true);
    expect(customRoutesOf(drafts)).toEqual(saved);
  });

  it('say what is wrong with a name', () => {
    const named = (name: string) => ({ ...newRoute(), name });
    const taken = named('team');
    const problem = (name: string) => nameProblemOf(named(name), [taken]);
    expect(['', 'Team', 'a'.repeat(41), 'fast', 'team', 'team-2'].map(problem)).toEqual([
      'name',
      'name',
      'name',
      'reserved',
      'twice',
      undefined,
    ]);
    expect(nameProblemOf(taken, [taken])).toBeUndefined();
  });

  it('say what is wrong with a model', () => {
    expect(targetProblemsOf(newTarget())).toEqual({ model: 'model' });
    const target = { ...newTarget(), model: 'a/b' };
    expect(['', '1.5', '-1', '1001'].map((weight) => targetProblemsOf({ ...target, weight }))).toEqual(
      Array.from({ length: 4 }, () => ({ weight: 'weight' })),
    );
    expect(['0', '1000'].map((weight) => targetProblemsOf({ ...target, weight }))).toEqual([{}, {}]);
  });

  it('are not good without a model', () => {
    expect(routesAreGood([{ ...newRoute(), name: 'team', targets: [] }])).toBe(false);
  });

  it('move by one place and back', () => {
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b']);
  });
});
