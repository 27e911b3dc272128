import type { Tx } from '@agentforge/db/database';
import type { Actor, Principal, TenantContext } from '../../platform/context.ts';

/** Whose rights a trigger runs with, for a page. */
export interface PersonFacts {
  label: string;
  /** Active, and allowed to use agents. */
  canRun: boolean;
}

export interface PeoplePort {
  describe(tx: Tx, userIds: readonly string[]): Promise<ReadonlyMap<string, PersonFacts>>;
  /** Their rights at this moment; null when they are disabled or gone. */
  inNameOf(tenantId: string, userId: string, actor: Actor): Promise<Principal | null>;
}

export interface AgentsPort {
  /** Throws `not_found` for agents the caller may not see. */
  requireVisible(context: TenantContext & { tx: Tx }, agentId: string): Promise<unknown>;
}
