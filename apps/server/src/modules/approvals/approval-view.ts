import type { VerbContext } from '../../platform/context.ts';
import { mayDecide } from './approvals.policy.ts';
import type { ApprovalRow } from './approvals.repository.ts';

const statuses = ['pending', 'approved', 'rejected', 'expired', 'settled', 'withdrawn'] as const;
const risks = ['read', 'write', 'destructive', 'egress'] as const;

export function presentApproval(context: VerbContext, row: ApprovalRow, roleIds: readonly string[]) {
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
    votes: row.votes.map(({ by, decision, comment, at }) => ({ by, decision, comment, at })),
    can_decide: mayDecide(context, row, roleIds) && !hasVoted(context, row),
    expires_at: row.expiresAt,
    created_at: row.createdAt,
  };
}

/** Everyone counts once: who has voted waits for others. */
function hasVoted(context: VerbContext, row: ApprovalRow): boolean {
  return row.votes.some((vote) => vote.user_id === context.requireUserId());
}
