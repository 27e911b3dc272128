import type { Tx } from '@agentforge/db/database';

export interface MemoryAgentsPort {
  /** Which of `ids` are agents of the tenant. */
  existing(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>>;
}
