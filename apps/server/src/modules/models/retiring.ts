import type { ConnectionFacts } from './connections.ts';
import type { ListedModel } from './list-models.ts';

const warnDays = 90;
const dayMs = 86_400_000;

export interface Retiring {
  model: string;
  /** A date, `2026-11-30`. */
  retires_on: string;
  successor: string | null;
  /** The provider no longer lists it: only of interest where somebody still names it. */
  isGone: boolean;
}

type Plugged = Pick<ConnectionFacts, 'name'> & { plugin: Pick<ConnectionFacts['plugin'], 'models'> };
type Listed = Pick<ListedModel, 'id' | 'info'> & { facts: Plugged };

/** Models that end within 90 days of `now` (ms) or have ended: those `listed`, and those only the catalogues of `connections` still know. */
export function retiringOf(listed: readonly Listed[], connections: readonly Plugged[], now: number): Retiring[] {
  const latest = new Date(now + warnDays * dayMs).toISOString().slice(0, 10);
  const names = new Set(listed.map(({ id }) => id));
  const gone = connections
    .flatMap((facts) => facts.plugin.models.map((info) => ({ id: `${facts.name}/${info.model}`, info, facts })))
    .filter(({ id }) => !names.has(id));
  return [...listed.map((model) => ({ ...model, isGone: false })), ...gone.map((model) => ({ ...model, isGone: true }))]
    .flatMap(({ id, info, facts, isGone }) =>
      info.retiresOn === null || info.retiresOn > latest
        ? []
        : [{ model: id, retires_on: info.retiresOn, successor: successorOf(facts.name, info.successor), isGone }],
    )
    .toSorted((one, other) => one.retires_on.localeCompare(other.retires_on));
}

/** Successors are named within the provider. */
function successorOf(connection: string, successor: string | null): string | null {
  return successor === null ? null : `${connection}/${successor}`;
}
