import type { Room } from '../../platform/room.ts';
import type { DecidedRunsPort, IdentitiesPort } from './approvals.ports.ts';
import { decideApprovalVerb } from './decide-approval.ts';
import { countApprovalsVerb, getApprovalVerb, listApprovalsVerb } from './list-approvals.ts';
import { listApproversVerb, listColleaguesVerb } from './list-approvers.ts';
import { projectApprovals } from './project-run.ts';
import { forgetStandInsOf } from './stand-ins.repository.ts';
import { createStandInVerb, deleteStandInVerb, listStandInsVerb } from './stand-ins.ts';

export interface ApprovalsDoor {
  /** Brings the inbox to what a run's log says, in the transaction that settles the run. */
  project: typeof projectApprovals;
}

export const approvalsDoor: ApprovalsDoor = { project: projectApprovals };

export function createApprovalsRoom(deps: { runs: DecidedRunsPort; identities: IdentitiesPort }): { room: Room } {
  const { identities } = deps;
  const verbs = [
    listApprovalsVerb(identities),
    countApprovalsVerb(identities),
    getApprovalVerb(identities),
    decideApprovalVerb(deps),
    listApproversVerb(identities),
    listColleaguesVerb(identities),
    listStandInsVerb(identities),
    createStandInVerb(identities),
    deleteStandInVerb(),
  ];
  const room: Room = {
    name: 'approvals',
    verbs,
    listen: (events) =>
      events.on('user.deleted', 'approvals', async ({ tenantId, data }, tx) =>
        forgetStandInsOf(tx, tenantId, String(data['user_id'])),
      ),
  };
  return { room };
}
