import type { ModelRoutes } from '@agentforge/contracts/models/schemas';
import { randomKey } from '../../shared/chat/identity.ts';

export interface TargetDraft {
  key: string;
  model: string;
  weight: string;
  languages: readonly string[];
}

export interface RouteDraft {
  key: string;
  name: string;
  targets: readonly TargetDraft[];
}

export type RouteProblem = 'name' | 'reserved' | 'twice' | 'empty' | 'model' | 'weight';

const reserved = new Set(['default', 'fast', 'cheap', 'vision', 'embedding', 'fallbacks']);
const goodName = /^[a-z0-9][a-z0-9._-]{0,39}$/;

export function newTarget(): TargetDraft {
  return { key: randomKey(), model: '', weight: '1', languages: [] };
}

export function newRoute(): RouteDraft {
  return { key: randomKey(), name: '', targets: [newTarget()] };
}

export function routeDraftsOf(custom: ModelRoutes['custom']): RouteDraft[] {
  return Object.entries(custom).map(([name, targets]) => ({
    key: randomKey(),
    name,
    targets: targets.map(({ model, weight, languages }) => ({
      key: randomKey(),
      model,
      weight: String(weight),
      languages,
    })),
  }));
}

/** What is wrong with the name of a route. */
export function nameProblemOf(route: RouteDraft, routes: readonly RouteDraft[]): RouteProblem | undefined {
  if (!goodName.test(route.name)) return 'name';
  if (reserved.has(route.name)) return 'reserved';
  return routes.some((other) => other.key !== route.key && other.name === route.name) ? 'twice' : undefined;
}

/** What is wrong with a model of a route, by field. */
export function targetProblemsOf({ model, weight }: TargetDraft): { model?: RouteProblem; weight?: RouteProblem } {
  const value = weight.trim() === '' ? Number.NaN : Number(weight);
  const whole = Number.isInteger(value) && value >= 0 && value <= 1000;
  return { ...(model === '' ? { model: 'model' } : {}), ...(whole ? {} : { weight: 'weight' }) };
}

export function routesAreGood(routes: readonly RouteDraft[]): boolean {
  return routes.every(
    (route) =>
      nameProblemOf(route, routes) === undefined &&
      route.targets.length > 0 &&
      route.targets.every((target) => Object.keys(targetProblemsOf(target)).length === 0),
  );
}

/** Good drafts as the server takes them. */
export function customRoutesOf(routes: readonly RouteDraft[]): ModelRoutes['custom'] {
  return Object.fromEntries(
    routes.map(({ name, targets }) => [
      name,
      targets.map(({ model, weight, languages }) => ({ model, weight: Number(weight), languages: [...languages] })),
    ]),
  );
}

/** The entry at `from` in the place `to`. */
export function moved<Entry>(entries: readonly Entry[], from: number, to: number): Entry[] {
  const entry = entries[from];
  return entry === undefined ? [...entries] : entries.toSpliced(from, 1).toSpliced(to, 0, entry);
}
