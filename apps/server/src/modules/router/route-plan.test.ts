import { describe, expect, it } from 'vitest';
import { firstUsable, planModels } from './route-plan.ts';

const noRoutes = {
  default: null,
  fallbacks: [],
  fast: null,
  cheap: null,
  vision: null,
  embedding: null,
  custom: {},
};
const target = (model: string, weight = 1, languages: string[] = []) => ({ model, weight, languages });
const choice = { routes: noRoutes, language: 'unknown', random: () => 0 };

describe('routes', () => {
  it('are a model, a built-in route or the first usable model, with fallbacks behind', () => {
    const routes = { ...noRoutes, fast: 'a/fast', fallbacks: ['b/spare', 'route/fast'] };
    expect(planModels('x/m', { ...choice, routes })).toEqual(['x/m', 'b/spare', 'a/fast']);
    expect(planModels('route/fast', { ...choice, routes })).toEqual(['a/fast', 'b/spare']);
    expect(planModels('route/cheap', choice)).toEqual([firstUsable]);
    expect(planModels(null, choice)).toEqual([firstUsable]);
    expect(() => planModels('route/none', choice)).toThrow('no route called "none"');
  });

  it('draw by weight; weight 0 is only a reserve', () => {
    const routes = { ...noRoutes, custom: { mix: [target('a/one', 3), target('b/two', 1), target('c/rest', 0)] } };
    const first: Record<string, number> = {};
    for (let lot = 0; lot < 100; lot += 1) {
      const [model] = planModels('route/mix', { ...choice, routes, random: () => lot / 100 });
      first[String(model)] = (first[String(model)] ?? 0) + 1;
    }
    expect(first).toEqual({ 'a/one': 75, 'b/two': 25 });
  });

  it('prefer models for the language of the question', () => {
    const routes = {
      ...noRoutes,
      custom: { talk: [target('a/all'), target('b/arabic', 1, ['ar']), target('c/german', 1, ['de-DE'])] },
    };
    expect(planModels('route/talk', { ...choice, routes, language: 'de' })).toEqual(['c/german', 'a/all', 'b/arabic']);
    expect(planModels('route/talk', { ...choice, routes, language: 'fr' })[0]).toBe('a/all');
  });

  it('end when they lead back to themselves', () => {
    const routes = { ...noRoutes, custom: { one: [target('route/two')], two: [target('route/one'), target('a/m')] } };
    expect(planModels('route/one', { ...choice, routes })).toEqual(['a/m']);
  });
});
