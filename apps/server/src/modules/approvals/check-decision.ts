import { AppError } from '@agentforge/kernel/errors';
import type { VerbContext } from '../../platform/context.ts';
import { isOver } from './approval-view.ts';
import { hasVoted, type Place, placeOf, type Voter } from './approvals.policy.ts';
import type { ApprovalRow } from './approvals.repository.ts';
import type { Wanted } from './record-vote.ts';

/** In whose place this person decides now. Throws a sentence for each reason why they cannot. */
export function requireOpen(context: VerbContext, voter: Voter, row: ApprovalRow, wanted: Wanted): Place {
  if (row.status !== 'pending') throw new AppError('conflict', { detail: `This was ${row.status} already.` });
  const place = placeOf(voter, row);
  if (place === null) {
    throw new AppError('forbidden', {
      detail: 'Someone else has to decide this: one of the named approvers, and never who asked for it.',
    });
  }
  if (isOver(context, row)) throw new AppError('conflict', { detail: 'The time to decide this is over.' });
  requireFitting(row, wanted);
  if (hasVoted(voter, place, row)) {
    throw new AppError('conflict', {
      detail: 'You have voted on this already, or someone has in your place. It waits for others.',
    });
  }
  return place;
}

function requireFitting(row: ApprovalRow, wanted: Wanted): void {
  const settles = wanted.decision !== 'approve' && wanted.decision !== 'reject';
  if (settles !== (row.kind === 'in_doubt')) {
    const options = row.kind === 'in_doubt' ? 'happened, did_not_happen or retry' : 'approve or reject';
    throw new AppError('rule_broken', { detail: `Decide this with ${options}.` });
  }
  if (wanted.arguments_hash !== undefined && wanted.arguments_hash !== row.argumentsHash) {
    throw new AppError('conflict', { detail: 'The arguments have changed since they were shown. Look at them again.' });
  }
  // Who voted before may have changed the arguments, so "yes" alone does not say to what.
  if (wanted.decision === 'approve' && wanted.arguments_hash === undefined && row.votes.length > 0) {
    throw new AppError('conflict', {
      detail:
        'Someone voted before you and may have changed the arguments. Look at them and send their arguments_hash.',
    });
  }
}
