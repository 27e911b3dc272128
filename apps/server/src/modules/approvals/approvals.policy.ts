import type { VerbContext } from '../../platform/context.ts';
import type { ApprovalRow } from './approvals.repository.ts';

/**
 * Named approvers decide, by id or role, never on their own request. Where nobody is named the asker confirms, or anyone
 * who builds agents. What is in doubt is settled by the asker or a builder.
 */
export function mayDecide(context: VerbContext, row: ApprovalRow, roleIds: readonly string[]): boolean {
  if (row.status !== 'pending') return false;
  const userId = context.requireUserId();
  const own = row.requestedBy === userId;
  if (row.kind === 'in_doubt' || row.approvers.length === 0)
    return (own && row.quorum <= 1) || context.can('agents:write');
  return !own && row.approvers.some((name) => name === userId || roleIds.includes(name));
}

export function maySee(context: VerbContext, row: ApprovalRow, roleIds: readonly string[]): boolean {
  return row.requestedBy === context.requireUserId() || mayDecide(context, { ...row, status: 'pending' }, roleIds);
}
