import type { JsonObject } from '@agentforge/kernel/json';
import { argumentsHash, checkArguments } from './arguments.ts';
import type { RunEventData } from './events.ts';
import type { BoundFunction } from './plan.ts';
import type { ApprovalState, RunState } from './run-state.ts';

type Decision = RunEventData['approval-decided'];

export type DecisionCheck =
  | { ok: true }
  | {
      ok: false;
      problem: 'unknown_approval' | 'already_decided' | 'other_arguments' | 'invalid_arguments';
      detail: string;
    };

/**
 * Whether a decision may be appended: the approval is open, the person saw the arguments it is bound to, and edited
 * arguments fit the function. To be asked before `approval-decided` is written; the fold ignores what does not fit.
 */
export function checkDecision(
  state: RunState,
  functions: readonly BoundFunction[],
  decision: Pick<Decision, 'approval_id' | 'decision' | 'arguments' | 'arguments_hash'>,
): DecisionCheck {
  const approval = state.approvals.get(decision.approval_id);
  const call = approval === undefined ? undefined : state.calls.get(approval.callId);
  if (approval === undefined || call === undefined) {
    return refuse('unknown_approval', 'This run has no such approval.');
  }
  if (approval.status !== 'pending') return refuse('already_decided', `This was ${approval.status} already.`);
  if (decision.decision === 'expired') return { ok: true };
  if (decision.arguments_hash !== approval.boundHash) {
    return refuse('other_arguments', 'The arguments have changed since they were shown. Look at them again.');
  }
  return checkEdited(functions, call.request.name, decision.arguments);
}

function checkEdited(functions: readonly BoundFunction[], name: string, edited: JsonObject | undefined): DecisionCheck {
  if (edited === undefined) return { ok: true };
  const bound = functions.find((candidate) => candidate.name === name);
  if (bound === undefined) return refuse('invalid_arguments', 'This function is no longer offered.');
  const checked = checkArguments(edited, bound.parameters);
  return checked.ok ? { ok: true } : refuse('invalid_arguments', checked.message);
}

function refuse(problem: Extract<DecisionCheck, { ok: false }>['problem'], detail: string): DecisionCheck {
  return { ok: false, problem, detail };
}

export function applyApprovalRequested(state: RunState, data: RunEventData['approval-requested'], at: number): void {
  const call = state.calls.get(data.call_id);
  if (call === undefined || call.approval !== undefined) return;
  const approval: ApprovalState = {
    id: data.approval_id,
    callId: data.call_id,
    status: 'pending',
    boundHash: data.arguments_hash,
    arguments: undefined,
    approvedBy: [],
    approvers: data.approvers ?? [],
    quorum: data.quorum,
    expiresAt: data.expires_at,
    requesterMayApprove: data.requester_may_approve,
    escalation: data.escalation ?? [],
    escalated: [],
    requestedAt: at,
    comment: undefined,
  };
  call.approval = approval;
  state.approvals.set(approval.id, approval);
}

/** Levels come in order and once; what was asked before stays asked. */
export function applyApprovalEscalated(state: RunState, data: RunEventData['approval-escalated'], at: number): void {
  const approval = state.approvals.get(data.approval_id);
  if (approval?.status !== 'pending' || data.level !== approval.escalated.length + 1) return;
  approval.escalated.push({ level: data.level, approvers: data.approvers, at });
  approval.approvers = [...new Set([...approval.approvers, ...data.approvers])];
}

/** Decisions for other arguments, second decisions and second votes of one person count for nothing. */
export function applyApprovalDecided(state: RunState, data: Decision): void {
  const approval = state.approvals.get(data.approval_id);
  if (approval === undefined || approval.status !== 'pending' || approval.callId !== data.call_id) return;
  if (data.decision === 'expired') {
    approval.status = 'expired';
    return;
  }
  if (data.arguments_hash !== approval.boundHash) return;
  approval.comment = data.comment ?? approval.comment;
  if (data.decision === 'reject') approval.status = 'rejected';
  else applyVote(approval, data);
}

function applyVote(approval: ApprovalState, data: Decision): void {
  if (data.arguments !== undefined) {
    approval.arguments = data.arguments;
    approval.boundHash = argumentsHash(data.arguments);
    // Earlier votes were for other arguments.
    approval.approvedBy = [];
  }
  if (!approval.approvedBy.includes(data.by)) approval.approvedBy.push(data.by);
  if (approval.approvedBy.length >= approval.quorum) approval.status = 'approved';
}
