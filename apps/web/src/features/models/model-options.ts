import type { ModelRoutes } from '@agentforge/contracts/models/schemas';
import type { Option } from '@agentforge/ui/select';
import type { Model } from './api/queries.ts';

export type RouteKind = Exclude<keyof ModelRoutes, 'custom'>;

/** Which models fit a route; the chosen one stays, even if its connection no longer lists it. */
export function optionsFor(route: RouteKind, models: readonly Model[], chosen: readonly string[]): Option[] {
  const fitting = models.filter((model) =>
    route === 'embedding'
      ? model.kind === 'embedding'
      : model.kind === 'chat' && (route !== 'vision' || model.capabilities.vision),
  );
  const known = new Set(fitting.map((model) => model.id));
  const gone = chosen.filter((id) => !known.has(id)).map((id) => ({ value: id, label: id }));
  return [...gone, ...fitting.map((model) => ({ value: model.id, label: model.id, group: model.provider }))];
}
