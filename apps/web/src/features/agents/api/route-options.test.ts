import { modelRoutes } from '@agentforge/contracts/models/schemas';
import { expect, it } from 'vitest';
import { routeOptions } from './route-options.ts';

it('offers the routes that are set, the own ones with their models in order', () => {
  const routes = modelRoutes.parse({
    default: 'main/large',
    fallbacks: [],
    fast: 'main/small',
    cheap: null,
    vision: null,
    embedding: 'main/embed',
    custom: { team: [{ model: 'main/large', weight: 2 }, { model: 'spare/small' }] },
  });
  expect(routeOptions(routes)).toEqual([
    { id: 'route/fast', models: ['main/small'] },
    { id: 'route/team', models: ['main/large', 'spare/small'] },
  ]);
});
