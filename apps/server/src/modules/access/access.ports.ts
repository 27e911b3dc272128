import type { Tx } from '@agentforge/db/database';

/** What roles need to know of users; the identity room provides it. */
export interface RoleHoldersPort {
  /** Users per role id; roles nobody holds may be absent. */
  count(tx: Tx, roleIds: readonly string[]): Promise<Map<string, number>>;
}
