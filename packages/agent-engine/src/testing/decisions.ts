import type { RunEvent, RunEventData, StoredEvent } from '../events.ts';
import { sequenceOf } from '../sequence.ts';
import { foldRun } from '../state.ts';

/** The log with a person's decision about its first open approval. */
export function withDecision(
  log: readonly StoredEvent[],
  change: Partial<RunEventData['approval-decided']>,
  fence = 100,
): StoredEvent[] {
  const approval = [...foldRun(log).approvals.values()].find(({ status }) => status === 'pending');
  if (approval === undefined) throw new Error('The log has no open approval.');
  const event: RunEvent = {
    type: 'approval-decided',
    data: {
      approval_id: approval.id,
      call_id: approval.callId,
      decision: 'approve',
      arguments_hash: approval.boundHash,
      by: 'user_1',
      ...change,
    },
  };
  return [...log, { ...event, at: log.at(-1)?.at ?? 0, sequence: sequenceOf(fence, 0) }];
}
