import type { RunEvent } from '@agentforge/agent-engine/events';
import type { Tx } from '@agentforge/db/database';
import type { VerbContext } from '../../platform/context.ts';

export interface DecisionOnRun {
  runId: string;
  event: RunEvent;
}

/** Runs as approvals see them; the chat provides it. */
export interface DecidedRunsPort {
  /**
   * Appends a person's decision to a waiting run in this transaction and continues the run once it is committed. Throws
   * `conflict` when the run no longer waits, `rule_broken` when the decision does not fit what is waited for.
   */
  decide(context: VerbContext, decision: DecisionOnRun): Promise<void>;
  /** Null when there is no such run. */
  status(tx: Tx, runId: string): Promise<string | null>;
}

export interface PersonFacts {
  id: string;
  name: string;
  email: string;
  active: boolean;
}

export interface RoleFacts {
  id: string;
  name: string;
  description: string;
}

/** People and roles as approvals name them. */
export interface IdentitiesPort {
  /** Ids of the roles this person holds. */
  roleIds(context: VerbContext): Promise<string[]>;
  people(tx: Tx, tenantId: string, ids: readonly string[]): Promise<PersonFacts[]>;
  roles(tx: Tx, ids: readonly string[]): Promise<RoleFacts[]>;
  /** Active people by a part of their name or address. */
  searchPeople(tx: Tx, tenantId: string, q: string, limit: number): Promise<PersonFacts[]>;
  searchRoles(tx: Tx, q: string, limit: number): Promise<RoleFacts[]>;
  /** Whether this person's roles let them decide at all. */
  mayDecide(tx: Tx, userId: string): Promise<boolean>;
}
