import type { ApprovalEvent, Approver } from '@agentforge/contracts/approvals/schemas';
import type { ApprovalRow } from './approvals.repository.ts';

type Names = (ids: readonly string[]) => Approver[];

const decisions = ['approve', 'reject', 'happened', 'did_not_happen', 'retry'] as const;
const nothing = { by: null, on_behalf_of: null, comment: '', superseded: false, asked: [] };

/** Everything that happened to an approval, oldest first: asked, escalated, voted on, run out. */
export function historyOf(row: ApprovalRow, names: Names): ApprovalEvent[] {
  const later = new Set(row.escalations.flatMap((level) => level.approvers));
  const first = row.approvers.filter((id) => !later.has(id));
  const requested: ApprovalEvent = {
    ...nothing,
    event: 'requested',
    at: row.createdAt,
    by: row.requestedByLabel,
    asked: names(first),
  };
  const rest = [...escalationsOf(row, names), ...votesOf(row), ...endOf(row)];
  return [requested, ...rest.toSorted((left, right) => Date.parse(left.at) - Date.parse(right.at))];
}

function escalationsOf(row: ApprovalRow, names: Names): ApprovalEvent[] {
  return row.escalations.map(({ approvers, at }) => ({
    ...nothing,
    event: 'escalated' as const,
    at,
    asked: names(approvers),
  }));
}

function votesOf(row: ApprovalRow): ApprovalEvent[] {
  return row.votes.flatMap(({ by, on_behalf_of, decision, comment, at, superseded = false }) => {
    const event = decisions.find((one) => one === decision);
    if (event === undefined) return [];
    return [{ event, at, by, on_behalf_of: on_behalf_of?.label ?? null, comment, superseded, asked: [] }];
  });
}

/** What time or the end of the run did; decisions end it themselves. */
function endOf({ status, closedAt, updatedAt }: ApprovalRow): ApprovalEvent[] {
  if (status !== 'expired' && status !== 'withdrawn') return [];
  return [{ ...nothing, event: status, at: closedAt ?? updatedAt }];
}
