import type { Tx } from '@agentforge/db/database';

export interface Recipient {
  id: string;
  email: string;
  active: boolean;
}

/** Members of a tenant, in any transaction. */
export interface PeoplePort {
  find(tx: Tx, tenantId: string, ids: readonly string[]): Promise<Recipient[]>;
  withRoles(tx: Tx, tenantId: string, roleIds: readonly string[], limit: number): Promise<Recipient[]>;
}
