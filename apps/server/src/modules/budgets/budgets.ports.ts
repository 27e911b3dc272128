import type { Tx } from '@agentforge/db/database';

/** What those of `ids` are called that are of the tenant. */
export type NamesPort = (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** Whom limits may name. */
export interface NamedPort {
  agents: NamesPort;
  users: NamesPort;
}
