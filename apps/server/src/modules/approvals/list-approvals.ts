import { getApproval, listApprovals } from '@agentforge/contracts/approvals/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { toPage } from '../../platform/pagination.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import { presentApproval } from './approval-view.ts';
import { maySee } from './approvals.policy.ts';
import type { IdentitiesPort } from './approvals.ports.ts';
import { findApproval, listApprovalRows } from './approvals.repository.ts';

export function listApprovalsVerb(identities: IdentitiesPort): Verb {
  return verb(listApprovals, async (context, { query }) => {
    const userId = context.requireUserId();
    const roleIds = await identities.roleIds(context);
    const rows = await listApprovalRows(context.tx, {
      ...query,
      userId,
      identities: [userId, ...roleIds],
      seesUnnamed: context.can('agents:write'),
    });
    return toPage(rows, query.limit, (row) => presentApproval(context, row, roleIds));
  });
}

export function getApprovalVerb(identities: IdentitiesPort): Verb {
  return verb(getApproval, async (context, { params }) => {
    const roleIds = await identities.roleIds(context);
    const row = await findApproval(context.tx, params.approval_id);
    if (!row || !maySee(context, row, roleIds)) throw notFound('approval');
    return presentApproval(context, row, roleIds);
  });
}
