import type { Tx } from '@agentforge/db/database';

/** Agents that an API key may be limited to. */
export interface KeyAgentsPort {
  /** Those of `ids` that are agents of this tenant. */
  existing(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>>;
}

/** What roles need to know of users; the identity room provides it. */
export interface RoleHoldersPort {
  /** Users per role id; roles nobody holds may be absent. */
  count(tx: Tx, roleIds: readonly string[]): Promise<Map<string, number>>;
}
