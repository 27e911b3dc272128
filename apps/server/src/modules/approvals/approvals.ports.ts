import type { RunEvent } from '@agentforge/agent-engine/events';
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
}

export interface IdentitiesPort {
  /** Ids of the roles this person holds. */
  roleIds(context: VerbContext): Promise<string[]>;
}
