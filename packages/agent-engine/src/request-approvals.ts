import type { RunEvent, RunEventData } from './events.ts';
import { type RunContext, recordDurably } from './run-context.ts';
import type { CallState } from './run-state.ts';
import type { ApprovalRule } from './spec.ts';

/** Asks for all calls of the step that need it at once, so that a person can decide them together. */
export function requestApprovals(run: RunContext, calls: readonly CallState[]): Promise<void> {
  return recordDurably(
    run,
    calls.map((call) => approvalRequest(run, call)),
  );
}

function approvalRequest({ prepared, ports }: RunContext, call: CallState): RunEvent {
  const { rule: index, arguments_hash, reason } = call.request;
  const rule = index === undefined ? undefined : prepared.plan.agent.approval_policy.rules[index];
  return {
    type: 'approval-requested',
    data: {
      approval_id: ports.newId('approval'),
      call_id: call.id,
      arguments_hash,
      reason: reason ?? 'This call needs an approval.',
      quorum: rule?.quorum ?? 1,
      ...(index === undefined ? {} : { rule: index }),
      ...(rule === undefined ? {} : termsOf(rule, ports.clock.now())),
    },
  };
}

type Terms = Pick<
  RunEventData['approval-requested'],
  'approvers' | 'expires_at' | 'requester_may_approve' | 'escalation'
>;

/** What the rule says of who decides and until when; what it leaves open is absent. */
function termsOf(rule: ApprovalRule, now: number): Terms {
  const { approvers, expires_in_seconds: lifetime, requester_may_approve, escalation } = rule;
  return {
    ...(approvers === undefined ? {} : { approvers }),
    ...(lifetime === undefined ? {} : { expires_at: now + lifetime * 1_000 }),
    ...(requester_may_approve === undefined ? {} : { requester_may_approve }),
    ...(escalation === undefined ? {} : { escalation }),
  };
}
