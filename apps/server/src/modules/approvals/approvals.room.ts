import type { Room } from '../../platform/room.ts';
import type { DecidedRunsPort, IdentitiesPort } from './approvals.ports.ts';
import { decideApprovalVerb } from './decide-approval.ts';
import { getApprovalVerb, listApprovalsVerb } from './list-approvals.ts';
import { projectApprovals } from './project-run.ts';

export interface ApprovalsDoor {
  /** Brings the inbox to what a run's log says, in the transaction that settles the run. */
  project: typeof projectApprovals;
}

export const approvalsDoor: ApprovalsDoor = { project: projectApprovals };

export function createApprovalsRoom(deps: { runs: DecidedRunsPort; identities: IdentitiesPort }): { room: Room } {
  const verbs = [listApprovalsVerb(deps.identities), getApprovalVerb(deps.identities), decideApprovalVerb(deps)];
  return { room: { name: 'approvals', verbs } };
}
