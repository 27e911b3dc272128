import type { ModelRoutes } from '@agentforge/contracts/models/schemas';

export interface RouteOption {
  /** What an agent names: `route/fast`. */
  id: string;
  /** Models it may lead to, in their order. */
  models: readonly string[];
}

/** Routes an agent may name: the built-in ones that are set, then the organization's own. */
export function routeOptions(routes: ModelRoutes): RouteOption[] {
  const builtIn = (['fast', 'cheap', 'vision'] as const).flatMap((name) => {
    const model = routes[name];
    return model === null ? [] : [{ id: `route/${name}`, models: [model] }];
  });
  const own = Object.entries(routes.custom).map(([name, targets]) => ({
    id: `route/${name}`,
    models: targets.map(({ model }) => model),
  }));
  return [...builtIn, ...own];
}
