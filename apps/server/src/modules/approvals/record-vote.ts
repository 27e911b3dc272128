import { argumentsHash } from '@agentforge/agent-engine/arguments';
import type { RunEvent } from '@agentforge/agent-engine/events';
import { isJsonObject, type JsonObject, toPlainJson } from '@agentforge/kernel/json';
import { describeActor } from '../../platform/audit/write-audit.repository.ts';
import type { VerbContext } from '../../platform/context.ts';
import { counting, type Place } from './approvals.policy.ts';
import { type ApprovalRow, keepVote } from './approvals.repository.ts';
import type { Vote } from './approvals.tables.ts';

export type Decision = 'approve' | 'reject' | 'happened' | 'did_not_happen' | 'retry';

export interface Wanted {
  decision: Decision;
  arguments?: Record<string, unknown> | undefined;
  arguments_hash?: string | undefined;
  comment: string;
}

export function editedArguments(row: ApprovalRow, wanted: Wanted): JsonObject | undefined {
  if (wanted.arguments === undefined || wanted.decision !== 'approve') return undefined;
  const plain = toPlainJson(wanted.arguments);
  if (!isJsonObject(plain)) return undefined;
  return argumentsHash(plain) === row.argumentsHash ? undefined : plain;
}

export function eventOf(
  context: VerbContext,
  row: ApprovalRow,
  wanted: Wanted,
  place: Place,
  edited: JsonObject | undefined,
): RunEvent {
  const by = describeActor(context.actor).label;
  if (wanted.decision === 'approve' || wanted.decision === 'reject') {
    return {
      type: 'approval-decided',
      data: {
        approval_id: row.id,
        call_id: row.callId,
        decision: wanted.decision,
        arguments_hash: row.argumentsHash,
        by,
        ...(place.onBehalfOf === null ? {} : { on_behalf_of: place.onBehalfOf.label }),
        ...(edited === undefined ? {} : { arguments: edited }),
        ...(wanted.comment === '' ? {} : { comment: wanted.comment }),
      },
    };
  }
  return { type: 'in-doubt-settled', data: { call_id: row.callId, outcome: wanted.decision, by } };
}

export async function recordVote(
  context: VerbContext,
  row: ApprovalRow,
  wanted: Wanted,
  place: Place,
  edited: JsonObject | undefined,
): Promise<void> {
  const vote: Vote = {
    by: describeActor(context.actor).label,
    user_id: context.requireUserId(),
    decision: wanted.decision,
    comment: wanted.comment,
    at: new Date(context.now()).toISOString(),
    ...(place.onBehalfOf === null ? {} : { on_behalf_of: place.onBehalfOf }),
  };
  // Earlier votes were for other arguments: they stay to be read and count no longer.
  const before = edited === undefined ? row.votes : row.votes.map((earlier) => ({ ...earlier, superseded: true }));
  const votes = [...before, vote];
  const given = counting(votes).filter((one) => one.decision === 'approve').length;
  const status = statusAfter(wanted.decision, given >= row.quorum);
  await keepVote(context.tx, row.id, votes, {
    ...(status === undefined ? {} : { status }),
    ...(edited === undefined ? {} : { arguments: edited, argumentsHash: argumentsHash(edited) }),
  });
}

function statusAfter(decision: Decision, approved: boolean): string | undefined {
  if (decision === 'reject') return 'rejected';
  if (decision === 'approve') return approved ? 'approved' : undefined;
  return 'settled';
}
