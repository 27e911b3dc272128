import { setTimeout } from 'node:timers/promises';
import { decideApproval } from '@agentforge/contracts/approvals/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import type { JsonObject } from '@agentforge/kernel/json';
import type { StreamContext } from '../../platform/context.ts';
import { preparedVerb, type Verb } from '../../platform/verb.ts';
import { presentApprovals } from './approval-view.ts';
import { maySee, type Place } from './approvals.policy.ts';
import type { DecidedRunsPort, IdentitiesPort } from './approvals.ports.ts';
import { type ApprovalRow, findApproval, lockApproval } from './approvals.repository.ts';
import { requireOpen } from './check-decision.ts';
import { editedArguments, eventOf, recordVote, type Wanted } from './record-vote.ts';
import { readVoter } from './voter.ts';

interface Deps {
  runs: DecidedRunsPort;
  identities: IdentitiesPort;
}

const lookEveryMs = 50;
const mostLooks = 60;

/** The row is locked, so two decisions come one after the other and the second finds it decided. */
export function decideApprovalVerb(deps: Deps): Verb {
  const untilItWaits = (context: StreamContext, { params }: { params: { approval_id: string } }) =>
    untilRunWaits(context, deps.runs, params.approval_id);
  return preparedVerb(decideApproval, untilItWaits, async (context, { params, body }) => {
    const voter = await readVoter(context, deps.identities);
    const row = await lockApproval(context.tx, params.approval_id);
    if (!row || !maySee(voter, row)) throw notFound('approval');
    const place = requireOpen(context, voter, row, body);
    const edited = editedArguments(row, body);
    await deps.runs.decide(context, { runId: row.runId, event: eventOf(context, row, body, place, edited) });
    await recordVote(context, row, body, place, edited);
    context.audit({ resource: { kind: 'approvals', id: row.id }, details: auditDetails(row, body, place, edited) });
    const after = (await findApproval(context.tx, row.id)) ?? row;
    const [shown] = await presentApprovals(context, deps.identities, voter, [after]);
    if (!shown) throw notFound('approval');
    return shown;
  });
}

/** A vote or an escalation has the run driven for a moment: a decision that comes meanwhile is not refused for it. */
async function untilRunWaits(context: StreamContext, runs: DecidedRunsPort, approvalId: string): Promise<void> {
  for (let looks = 0; looks < mostLooks; looks += 1) {
    const busy = await context.transaction(async ({ tx }) => {
      const row = await findApproval(tx, approvalId);
      return row?.status === 'pending' && (await runs.status(tx, row.runId)) === 'running';
    });
    if (!busy) return;
    await setTimeout(lookEveryMs, undefined, { signal: context.signal });
  }
}

function auditDetails(row: ApprovalRow, wanted: Wanted, place: Place, edited: JsonObject | undefined) {
  return {
    decision: wanted.decision,
    run_id: row.runId,
    function: row.functionName,
    arguments_hash: row.argumentsHash,
    edited: edited !== undefined,
    level: row.escalations.length,
    ...(place.onBehalfOf === null
      ? {}
      : { on_behalf_of: place.onBehalfOf.label, on_behalf_of_id: place.onBehalfOf.id }),
  };
}
