import type { Tx } from '@agentforge/db/database';
import { findApprovalOf } from './approvals.repository.ts';
import { currentStandIns } from './stand-ins.repository.ts';

/** What a notice about an approval may say. No arguments: mail is read on other machines. */
export interface ApprovalNotice {
  kind: 'approval' | 'in_doubt';
  waits: boolean;
  agentName: string;
  functionName: string;
  reason: string;
  requestedBy: string;
  requestedByLabel: string;
  requesterMayApprove: boolean;
  quorum: number;
  expiresAt: string | null;
  /** Ids of people and roles asked first, and at each further level. */
  levels: string[][];
  votedBy: string[];
}

/** Facts for a notice, in a system or tenant transaction. Null when the approval is gone. */
export async function approvalNotice(tx: Tx, tenantId: string, id: string): Promise<ApprovalNotice | null> {
  const row = await findApprovalOf(tx, tenantId, id);
  if (!row) return null;
  const later = new Set(row.escalations.flatMap((level) => level.approvers));
  return {
    kind: row.kind === 'in_doubt' ? 'in_doubt' : 'approval',
    waits: row.status === 'pending',
    agentName: row.agentName,
    functionName: row.functionName,
    reason: row.reason,
    requestedBy: row.requestedBy,
    requestedByLabel: row.requestedByLabel,
    requesterMayApprove: row.requesterMayApprove,
    quorum: row.quorum,
    expiresAt: row.expiresAt,
    levels: [row.approvers.filter((asked) => !later.has(asked)), ...row.escalations.map((level) => level.approvers)],
    votedBy: row.votes.map((vote) => vote.user_id),
  };
}

export { currentStandIns };
