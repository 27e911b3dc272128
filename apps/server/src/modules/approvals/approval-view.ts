import type { Approver } from '@agentforge/contracts/approvals/schemas';
import type { VerbContext } from '../../platform/context.ts';
import { historyOf } from './approval-history.ts';
import { counting, hasVoted, placeOf, type Voter } from './approvals.policy.ts';
import type { IdentitiesPort } from './approvals.ports.ts';
import type { ApprovalRow } from './approvals.repository.ts';
import { namesOf } from './approver-names.ts';

const statuses = ['pending', 'approved', 'rejected', 'expired', 'settled', 'withdrawn'] as const;
const risks = ['read', 'write', 'destructive', 'egress'] as const;

/** Rows as `voter` may see them; the names of all approvers are read at once. */
export async function presentApprovals(
  context: VerbContext,
  identities: IdentitiesPort,
  voter: Voter,
  rows: readonly ApprovalRow[],
) {
  const ids = rows.flatMap((row) => row.approvers);
  const names = await namesOf(context, identities, ids);
  return rows.map((row) => presentApproval(context, voter, row, names));
}

function presentApproval(
  context: VerbContext,
  voter: Voter,
  row: ApprovalRow,
  names: (ids: readonly string[]) => Approver[],
) {
  const place = placeToDecide(context, voter, row);
  return {
    id: row.id,
    kind: row.kind === 'in_doubt' ? ('in_doubt' as const) : ('approval' as const),
    status: statuses.find((status) => status === row.status) ?? ('withdrawn' as const),
    run_id: row.runId,
    conversation_id: row.conversationId,
    agent: { id: row.agentId, name: row.agentName },
    tool_id: row.toolId,
    function: row.functionName,
    arguments: row.arguments,
    arguments_hash: row.argumentsHash,
    risk: risks.find((risk) => risk === row.risk) ?? ('destructive' as const),
    reason: row.reason,
    taint: row.taint,
    requested_by: { id: row.requestedBy, label: row.requestedByLabel },
    quorum: row.quorum,
    votes: counting(row.votes).map(({ by, on_behalf_of, decision, comment, at }) => ({
      by,
      on_behalf_of: on_behalf_of?.label ?? null,
      decision,
      comment,
      at,
    })),
    approvers: names(row.approvers),
    requester_may_approve: row.requesterMayApprove,
    level: row.escalations.length,
    escalates_at: row.status === 'pending' ? row.escalatesAt : null,
    history: historyOf(row, names),
    can_decide: place !== null,
    decides_for: place?.onBehalfOf?.label ?? null,
    expires_at: row.expiresAt,
    created_at: row.createdAt,
  };
}

/** Where this person can still cast a vote. */
export function placeToDecide(context: VerbContext, voter: Voter, row: ApprovalRow) {
  if (row.status !== 'pending' || isOver(context, row)) return null;
  const place = placeOf(voter, row);
  return place !== null && !hasVoted(voter, place, row) ? place : null;
}

export function isOver(context: VerbContext, row: ApprovalRow): boolean {
  return row.expiresAt !== null && Date.parse(row.expiresAt) <= context.now();
}
