import type { ModelRoutes } from '@agentforge/contracts/models/schemas';
import { AppError } from '@agentforge/kernel/errors';

type Target = ModelRoutes['custom'][string][number];

/** Stands for "the first usable model" where no default is set. */
export const firstUsable = Symbol('first usable model');
export type Step = string | typeof firstUsable;

export interface Choice {
  routes: ModelRoutes;
  /** Language tag of the question, `unknown` when it cannot be told. */
  language: string;
  random: () => number;
}

const prefix = 'route/';

/**
 * Model ids in the order they are tried: the wanted model or the models of the wanted route, then the fallbacks. Null
 * takes the default route. Throws `model_missing` for a route that is not set.
 */
export function planModels(wanted: string | null, choice: Choice): Step[] {
  const steps = [
    ...expand(wanted ?? 'route/default', choice, new Set()),
    ...choice.routes.fallbacks.flatMap((id) => expand(id, choice, new Set())),
  ];
  return [...new Set(steps)];
}

/** Whether any of its own routes asks for the language of a question. */
export function usesLanguages(routes: ModelRoutes): boolean {
  return Object.values(routes.custom).some((targets) => targets.some((target) => target.languages.length > 0));
}

function expand(id: string, choice: Choice, seen: Set<string>): Step[] {
  if (!id.startsWith(prefix)) return [id];
  const name = id.slice(prefix.length);
  // A route that leads back to itself ends here.
  if (seen.has(name)) return [];
  const within = new Set(seen).add(name);
  const own = Object.hasOwn(choice.routes.custom, name) ? choice.routes.custom[name] : undefined;
  if (own) return ordered(own, choice).flatMap((target) => expand(target.model, choice, within));
  return builtIn(name, choice.routes).flatMap((step) =>
    typeof step === 'string' ? expand(step, choice, within) : [step],
  );
}

function builtIn(name: string, routes: ModelRoutes): Step[] {
  switch (name) {
    case 'default':
      return [routes.default ?? firstUsable];
    case 'fast':
    case 'cheap':
    case 'vision':
      return [routes[name] ?? 'route/default'];
    default:
      throw new AppError('model_missing', {
        detail: `There is no route called "${name}". Choose another model for the agent, or add the route under Admin → Models.`,
      });
  }
}

/** Those for the question's language first; among equals by lot, so that each is first as often as its weight says. */
function ordered(targets: readonly Target[], choice: Choice): Target[] {
  const speaks = (target: Target) => target.languages.some((tag) => sameLanguage(tag, choice.language));
  const fitting = targets.filter(speaks);
  const general = targets.filter((target) => !speaks(target) && target.languages.length === 0);
  const others = targets.filter((target) => !speaks(target) && target.languages.length > 0);
  return [fitting, general, others].flatMap((group) => drawn(group, choice.random));
}

function sameLanguage(tag: string, language: string): boolean {
  return tag.toLowerCase().split('-')[0] === language.toLowerCase().split('-')[0];
}

function drawn(targets: readonly Target[], random: () => number): Target[] {
  const left = [...targets];
  const order: Target[] = [];
  while (left.length > 0) {
    const total = left.reduce((sum, target) => sum + target.weight, 0);
    let lot = random() * total;
    const at = left.findIndex((target) => {
      lot -= target.weight;
      return lot < 0;
    });
    order.push(...left.splice(Math.max(0, at), 1));
  }
  return order;
}
