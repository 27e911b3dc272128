import { argumentsHash } from '@agentforge/agent-engine/arguments';
import type { RunEvent } from '@agentforge/agent-engine/events';
import { decideApproval } from '@agentforge/contracts/approvals/endpoints';
import { AppError, notFound } from '@agentforge/kernel/errors';
import { isJsonObject, type JsonObject, toPlainJson } from '@agentforge/kernel/json';
import { describeActor } from '../../platform/audit/write-audit.repository.ts';
import type { VerbContext } from '../../platform/context.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import { presentApproval } from './approval-view.ts';
import { mayDecide, maySee } from './approvals.policy.ts';
import type { DecidedRunsPort, IdentitiesPort } from './approvals.ports.ts';
import { type ApprovalRow, findApproval, keepVote, lockApproval } from './approvals.repository.ts';

type Decision = 'approve' | 'reject' | 'happened' | 'did_not_happen' | 'retry';

interface Wanted {
  decision: Decision;
  arguments?: Record<string, unknown> | undefined;
  arguments_hash?: string | undefined;
  comment: string;
}

/** The row is locked, so two decisions come one after the other and the second finds it decided. */
export function decideApprovalVerb(deps: { runs: DecidedRunsPort; identities: IdentitiesPort }): Verb {
  return verb(decideApproval, async (context, { params, body }) => {
    const roleIds = await deps.identities.roleIds(context);
    const row = await lockApproval(context.tx, params.approval_id);
    if (!row || !maySee(context, row, roleIds)) throw notFound('approval');
    requireOpen(context, row, roleIds, body);
    const edited = editedArguments(row, body);
    await deps.runs.decide(context, { runId: row.runId, event: eventOf(context, row, body, edited) });
    await recordVote(context, row, body, edited);
    context.audit({
      resource: { kind: 'approvals', id: row.id },
      details: {
        decision: body.decision,
        run_id: row.runId,
        function: row.functionName,
        arguments_hash: row.argumentsHash,
        edited: edited !== undefined,
      },
    });
    return presentApproval(context, (await findApproval(context.tx, row.id)) ?? row, roleIds);
  });
}

function requireOpen(context: VerbContext, row: ApprovalRow, roleIds: readonly string[], wanted: Wanted): void {
  if (row.status !== 'pending') throw new AppError('conflict', { detail: `This was ${row.status} already.` });
  if (!mayDecide(context, row, roleIds)) {
    throw new AppError('forbidden', {
      detail: 'Someone else has to decide this: one of the named approvers, and never who asked for it.',
    });
  }
  if (row.expiresAt !== null && Date.parse(row.expiresAt) <= context.now()) {
    throw new AppError('conflict', { detail: 'The time to decide this is over.' });
  }
  const settles = wanted.decision !== 'approve' && wanted.decision !== 'reject';
  if (settles !== (row.kind === 'in_doubt')) {
    const options = row.kind === 'in_doubt' ? 'happened, did_not_happen or retry' : 'approve or reject';
    throw new AppError('rule_broken', { detail: `Decide this with ${options}.` });
  }
  if (wanted.arguments_hash !== undefined && wanted.arguments_hash !== row.argumentsHash) {
    throw new AppError('conflict', { detail: 'The arguments have changed since they were shown. Look at them again.' });
  }
  if (row.votes.some((vote) => vote.user_id === context.requireUserId())) {
    throw new AppError('conflict', { detail: 'You have voted on this already. It waits for others.' });
  }
}

function editedArguments(row: ApprovalRow, wanted: Wanted): JsonObject | undefined {
  if (wanted.arguments === undefined || wanted.decision !== 'approve') return undefined;
  const plain = toPlainJson(wanted.arguments);
  if (!isJsonObject(plain)) return undefined;
  return argumentsHash(plain) === row.argumentsHash ? undefined : plain;
}

function eventOf(context: VerbContext, row: ApprovalRow, wanted: Wanted, edited: JsonObject | undefined): RunEvent {
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
        ...(edited === undefined ? {} : { arguments: edited }),
        ...(wanted.comment === '' ? {} : { comment: wanted.comment }),
      },
    };
  }
  return { type: 'in-doubt-settled', data: { call_id: row.callId, outcome: wanted.decision, by } };
}

async function recordVote(
  context: VerbContext,
  row: ApprovalRow,
  wanted: Wanted,
  edited: JsonObject | undefined,
): Promise<void> {
  const vote = {
    by: describeActor(context.actor).label,
    user_id: context.requireUserId(),
    decision: wanted.decision,
    comment: wanted.comment,
    at: new Date(context.now()).toISOString(),
  };
  // Earlier votes were for other arguments.
  const votes = edited === undefined ? [...row.votes, vote] : [vote];
  const approvedNow =
    wanted.decision === 'approve' && votes.filter((one) => one.decision === 'approve').length >= row.quorum;
  const status = statusAfter(wanted.decision, approvedNow);
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
