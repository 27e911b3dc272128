import { listRetiringModels } from '@agentforge/contracts/models/endpoints';
import type { ModelRoutes } from '@agentforge/contracts/models/schemas';
import { streamVerb, type Verb } from '../../platform/verb.ts';
import type { Connections } from './connections.ts';
import { usableModels } from './list-models.ts';
import type { ModelListing } from './model-listing.ts';
import type { AgentsUsingModels } from './models.ports.ts';
import { retiringOf } from './retiring.ts';
import { readModelSettings } from './tenant-settings.ts';

export function listRetiringModelsVerb(
  connections: Connections,
  listing: ModelListing,
  agents: AgentsUsingModels,
): Verb {
  return streamVerb(listRetiringModels, async (context) => {
    const settings = await context.transaction((own) => readModelSettings(own.tx));
    const models = await usableModels(settings, connections, listing);
    const retiring = retiringOf(models, connections.list(settings), context.now());
    const wanted = new Map(retiring.map(({ model }) => [model, namesOf(model, settings.routes)]));
    const users = await context.transaction((own) => agents.naming(own, [...wanted.values()].flat()));
    const data = retiring.flatMap(({ isGone, ...model }) => {
      const named = users
        .filter((user) => wanted.get(model.model)?.includes(user.modelId) ?? false)
        .map(({ id, name }) => ({ id, name }));
      return isGone && named.length === 0 ? [] : [{ ...model, agents: named }];
    });
    return { data, next_cursor: null };
  });
}

/** The ways an agent can name a model: by its id, by a route that leads to it, or not at all. */
function namesOf(model: string, routes: ModelRoutes): (string | null)[] {
  const builtIn = (['fast', 'cheap', 'vision'] as const).filter((name) => routes[name] === model);
  const own = Object.entries(routes.custom)
    .filter(([, targets]) => targets.some((target) => target.model === model))
    .map(([name]) => name);
  const names = [...builtIn, ...own].map((name) => `route/${name}`);
  return routes.default === model ? [model, ...names, 'route/default', null] : [model, ...names];
}
