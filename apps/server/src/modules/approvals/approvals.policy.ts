import type { ApprovalRow } from './approvals.repository.ts';
import type { Vote } from './approvals.tables.ts';

/** Someone looking at an approval, with all that decides what they may do. */
export interface Voter {
  userId: string;
  roleIds: readonly string[];
  /** Whether they build agents. */
  builds: boolean;
  /** People whose place they take today. */
  standsInFor: readonly { id: string; label: string }[];
}

export interface Place {
  /** Null: their own. */
  onBehalfOf: { id: string; label: string } | null;
}

const own: Place = { onBehalfOf: null };

/**
 * In whose place a person may decide: their own, that of someone they stand in for, or (null) none. Named approvers
 * decide, by id or role. Where nobody is named the asker confirms, or anyone who builds agents; what is in doubt is
 * settled by the asker or a builder. A stand-in is given what rules name the absent person for, not that person's roles.
 */
export function placeOf(voter: Voter, row: ApprovalRow): Place | null {
  if (mayInPerson(voter, row)) return own;
  if (row.kind === 'in_doubt' || row.requestedBy === voter.userId) return null;
  const absent = voter.standsInFor.find(({ id }) => id !== row.requestedBy && row.approvers.includes(id));
  return absent === undefined ? null : { onBehalfOf: absent };
}

function mayInPerson({ userId, roleIds, builds }: Voter, row: ApprovalRow): boolean {
  const asked = row.requestedBy === userId;
  if (row.kind === 'in_doubt') return asked || builds;
  if (asked && !row.requesterMayApprove) return false;
  if (row.approvers.length === 0) return builds || (asked && row.quorum <= 1);
  return row.approvers.some((name) => name === userId || roleIds.includes(name));
}

/** Who asked sees it, and whoever may decide or could have. */
export function maySee(voter: Voter, row: ApprovalRow): boolean {
  if (row.requestedBy === voter.userId || placeOf(voter, row) !== null) return true;
  return row.votes.some((vote) => vote.user_id === voter.userId);
}

export const counting = (votes: readonly Vote[]): Vote[] => votes.filter((vote) => vote.superseded !== true);

/** Everyone counts once and every place is taken once: a stand-in's vote is also that of whom they stand in for. */
export function hasVoted(voter: Voter, place: Place, row: ApprovalRow): boolean {
  const taken = new Set(counting(row.votes).flatMap((vote) => [vote.user_id, vote.on_behalf_of?.id ?? vote.user_id]));
  return taken.has(voter.userId) || (place.onBehalfOf !== null && taken.has(place.onBehalfOf.id));
}
