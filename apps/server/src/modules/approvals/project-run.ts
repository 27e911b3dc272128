import type { CallState, RunState } from '@agentforge/agent-engine/run-state';
import { effectiveArguments } from '@agentforge/agent-engine/run-state';
import type { Tx } from '@agentforge/db/database';
import { type NewApproval, projectWaiting } from './approvals.repository.ts';

/** What the inbox shows of a run besides the call itself. */
export interface WaitingRun {
  tenantId: string;
  runId: string;
  conversationId: string;
  agentId: string;
  agentName: string;
  userId: string;
  userLabel: string;
}

/** Brings the inbox to what the run's log says, in the transaction that settles the run. */
export async function projectApprovals(tx: Tx, run: WaitingRun, state: RunState): Promise<void> {
  const waiting: NewApproval[] = [];
  const closed = new Map<string, string>();
  for (const call of state.calls.values()) {
    const { approval } = call;
    if (approval?.status === 'pending' && state.finished === undefined)
      waiting.push(rowOf(run, state, call, approval.id));
    else if (approval && approval.status !== 'pending') closed.set(approval.id, approval.status);
    if (call.status === 'in_doubt' && state.finished === undefined)
      waiting.push(rowOf(run, state, call, doubtId(run.runId, call)));
  }
  await projectWaiting(tx, run.runId, waiting, closed);
}

/** The same call in doubt again after a retry is a new question. */
function doubtId(runId: string, call: CallState): string {
  return `appr_${runId.slice(-16)}${call.step.toString(36)}${call.index.toString(36)}${call.attempts.toString(36)}`;
}

/** What is asked: whether to do it or, when nobody knows whether it was done, what became of it. */
function questionOf({ approval, request, status }: CallState) {
  if (status === 'in_doubt') {
    const reason =
      'The connection was lost while this was being done. Look at the other system, then say what became of it.';
    return { kind: 'in_doubt' as const, reason, approvers: [], quorum: 1 };
  }
  return {
    kind: 'approval' as const,
    reason: request.reason ?? 'This call needs an approval.',
    approvers: [...(approval?.approvers ?? [])],
    quorum: approval?.quorum ?? 1,
  };
}

function rowOf(run: WaitingRun, state: RunState, call: CallState, id: string): NewApproval {
  const { approval, request } = call;
  return {
    ...questionOf(call),
    tenantId: run.tenantId,
    id,
    status: 'pending',
    runId: run.runId,
    conversationId: run.conversationId,
    agentId: run.agentId,
    agentName: run.agentName,
    callId: call.id,
    toolId: request.tool_id,
    functionName: request.name,
    arguments: effectiveArguments(call),
    argumentsHash: approval?.boundHash ?? request.arguments_hash,
    risk: request.risk,
    taint: state.taint.map(({ label, source }) => ({ label, source })),
    requestedBy: run.userId,
    requestedByLabel: run.userLabel,
    votes: [],
    expiresAt: approval?.expiresAt === undefined ? null : new Date(approval.expiresAt).toISOString(),
  };
}
