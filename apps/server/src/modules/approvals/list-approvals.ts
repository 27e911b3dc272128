import { countApprovals, getApproval, listApprovals } from '@agentforge/contracts/approvals/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { toPage } from '../../platform/pagination.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import { placeToDecide, presentApprovals } from './approval-view.ts';
import { maySee, type Voter } from './approvals.policy.ts';
import type { IdentitiesPort } from './approvals.ports.ts';
import { findApproval, listApprovalRows } from './approvals.repository.ts';
import { readVoter } from './voter.ts';

const mostCounted = 100;

function reachOf({ userId, roleIds, standsInFor, builds }: Voter) {
  return { userId, identities: [userId, ...roleIds, ...standsInFor.map(({ id }) => id)], seesUnnamed: builds };
}

export function listApprovalsVerb(identities: IdentitiesPort): Verb {
  return verb(listApprovals, async (context, { query }) => {
    const voter = await readVoter(context, identities);
    const rows = await listApprovalRows(context.tx, { ...query, ...reachOf(voter) });
    const page = toPage(rows, query.limit, (row) => row);
    return { ...page, data: await presentApprovals(context, identities, voter, page.data) };
  });
}

export function countApprovalsVerb(identities: IdentitiesPort): Verb {
  return verb(countApprovals, async (context) => {
    const voter = await readVoter(context, identities);
    const filter = { status: 'pending', limit: mostCounted, ...reachOf(voter) };
    const rows = await listApprovalRows(context.tx, filter);
    const mine = rows.filter((row) => placeToDecide(context, voter, row) !== null);
    return { waiting: Math.min(mine.length, mostCounted) };
  });
}

export function getApprovalVerb(identities: IdentitiesPort): Verb {
  return verb(getApproval, async (context, { params }) => {
    const voter = await readVoter(context, identities);
    const row = await findApproval(context.tx, params.approval_id);
    if (!row || !maySee(voter, row)) throw notFound('approval');
    const [shown] = await presentApprovals(context, identities, voter, [row]);
    if (!shown) throw notFound('approval');
    return shown;
  });
}
