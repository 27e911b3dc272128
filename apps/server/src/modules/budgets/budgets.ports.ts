import type { Tx } from '@agentforge/db/database';

/** Which of `ids` name something of the tenant. */
export type ExistingPort = (tx: Tx, ids: readonly string[]) => Promise<ReadonlySet<string>>;

/** Whom limits may name. */
export interface NamedPort {
  agents: ExistingPort;
  users: ExistingPort;
}
