import type { RunEvent } from './events.ts';
import { type RunContext, recordDurably } from './run-context.ts';
import type { CallState } from './run-state.ts';

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
  const lifetime = rule?.expires_in_seconds;
  return {
    type: 'approval-requested',
    data: {
      approval_id: ports.newId('approval'),
      call_id: call.id,
      arguments_hash,
      reason: reason ?? 'This call needs an approval.',
      quorum: rule?.quorum ?? 1,
      ...(index === undefined ? {} : { rule: index }),
      ...(rule?.approvers === undefined ? {} : { approvers: rule.approvers }),
      ...(lifetime === undefined ? {} : { expires_at: ports.clock.now() + lifetime * 1_000 }),
      ...(rule?.requester_may_approve === undefined ? {} : { requester_may_approve: rule.requester_may_approve }),
      ...(rule?.escalation === undefined ? {} : { escalation: rule.escalation }),
    },
  };
}
