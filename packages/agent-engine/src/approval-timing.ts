import type { RunEvent } from './events.ts';
import type { ApprovalState, RunState } from './run-state.ts';

/** When the next level is asked; undefined when there is none. Milliseconds since the epoch. */
export function escalatesAt({ escalation, escalated, requestedAt }: ApprovalState): number | undefined {
  const next = escalation[escalated.length];
  return next === undefined ? undefined : (escalated.at(-1)?.at ?? requestedAt) + next.after_seconds * 1000;
}

/** The first moment at which time alone changes an open approval. */
export function nextMoment(approvals: readonly ApprovalState[]): number | undefined {
  const moments = approvals
    .filter(({ status }) => status === 'pending')
    .flatMap((approval) => [approval.expiresAt, escalatesAt(approval)])
    .filter((moment) => moment !== undefined);
  return moments.length === 0 ? undefined : Math.min(...moments);
}

/**
 * What has become due by `now`: open approvals expire, or go to their next level. At most one event for each, so that a
 * level that was missed while nobody drove the run is asked for its whole time.
 */
export function dueEvents(state: RunState, now: number): RunEvent[] {
  return [...state.approvals.values()].flatMap((approval) => {
    if (approval.status !== 'pending') return [];
    if (approval.expiresAt !== undefined && approval.expiresAt <= now) return [expired(approval)];
    const moment = escalatesAt(approval);
    return moment !== undefined && moment <= now ? [escalated(approval)] : [];
  });
}

function expired(approval: ApprovalState): RunEvent {
  const { id, callId, boundHash } = approval;
  return {
    type: 'approval-decided',
    data: { approval_id: id, call_id: callId, decision: 'expired', arguments_hash: boundHash, by: 'system' },
  };
}

function escalated(approval: ApprovalState): RunEvent {
  const level = approval.escalated.length + 1;
  const approvers = [...(approval.escalation[level - 1]?.approvers ?? [])];
  return {
    type: 'approval-escalated',
    data: { approval_id: approval.id, call_id: approval.callId, level, approvers },
  };
}
