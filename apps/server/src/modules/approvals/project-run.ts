import { escalatesAt } from '@agentforge/agent-engine/approval-timing';
import type { CallState, RunState } from '@agentforge/agent-engine/run-state';
import { effectiveArguments } from '@agentforge/agent-engine/run-state';
import type { Tx } from '@agentforge/db/database';
import { writeEvent } from '../../platform/events/outbox.repository.ts';
import {
  approvalsOfRun,
  closeApproval,
  insertApproval,
  keepEscalation,
  type NewApproval,
} from './approvals.repository.ts';

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

interface Wanted {
  waiting: NewApproval[];
  closed: Map<string, string>;
}

/**
 * Brings the inbox to what the run's log says, in the transaction that settles the run: new rows appear, escalations are
 * noted, rows the run no longer waits for are closed. What is new is told to listeners, who send mail.
 */
export async function projectApprovals(tx: Tx, run: WaitingRun, state: RunState): Promise<void> {
  const { waiting, closed } = wantedRows(run, state);
  const kept = await approvalsOfRun(tx, run.runId);
  for (const row of waiting) await bringUp(tx, row, kept.get(row.id)?.level);
  const open = new Set(waiting.map((row) => row.id));
  for (const [id, { status }] of kept)
    if (status === 'pending' && !open.has(id)) await closeApproval(tx, id, closed.get(id) ?? 'withdrawn');
}

async function bringUp(tx: Tx, row: NewApproval, keptLevel: number | undefined): Promise<void> {
  const { escalations, approvers, escalatesAt = null } = row;
  const level = escalations.length;
  if (keptLevel === undefined) await insertApproval(tx, row);
  else if (keptLevel < level) await keepEscalation(tx, row.id, { approvers, escalations, escalatesAt });
  else return;
  const type = keptLevel === undefined ? 'approval.requested' : 'approval.escalated';
  await writeEvent(tx, row.tenantId, { type, data: { approval_id: row.id, level } });
}

function wantedRows(run: WaitingRun, state: RunState): Wanted {
  const wanted: Wanted = { waiting: [], closed: new Map() };
  for (const call of state.calls.values()) {
    const { approval } = call;
    if (approval && approval.status !== 'pending') wanted.closed.set(approval.id, approval.status);
    if (state.finished !== undefined) continue;
    if (approval?.status === 'pending') wanted.waiting.push(rowOf(run, state, call, approval.id));
    if (call.status === 'in_doubt') wanted.waiting.push(rowOf(run, state, call, doubtId(run.runId, call)));
  }
  return wanted;
}

/** The same call in doubt again after a retry is a new question. */
function doubtId(runId: string, call: CallState): string {
  return `appr_${runId.slice(-16)}${call.step.toString(36)}${call.index.toString(36)}${call.attempts.toString(36)}`;
}

const doubt =
  'The connection was lost while this was being done. Look at the other system, then say what became of it.';

/** What is asked: whether to do it or, when nobody knows whether it was done, what became of it. */
function questionOf({ approval, request, status }: CallState) {
  if (status === 'in_doubt' || approval === undefined) {
    return {
      kind: 'in_doubt' as const,
      reason: doubt,
      approvers: [],
      quorum: 1,
      requesterMayApprove: true,
      escalations: [],
      escalatesAt: null,
      expiresAt: null,
    };
  }
  const { escalated, expiresAt } = approval;
  const approvers = [...approval.approvers];
  return {
    kind: 'approval' as const,
    reason: request.reason ?? 'This call needs an approval.',
    approvers,
    quorum: approval.quorum,
    requesterMayApprove: approval.requesterMayApprove ?? approvers.length === 0,
    escalations: escalated.map(({ level, approvers: asked, at }) => ({
      level,
      approvers: [...asked],
      at: momentOf(at),
    })),
    escalatesAt: maybeMoment(escalatesAt(approval)),
    expiresAt: maybeMoment(expiresAt),
  };
}

const momentOf = (at: number): string => new Date(at).toISOString();
const maybeMoment = (at: number | undefined): string | null => (at === undefined ? null : momentOf(at));

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
  };
}
