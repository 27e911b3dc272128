import type { RunEventData } from '@agentforge/agent-engine/events';

export interface VoteFact {
  by: string;
  on_behalf_of: string | null;
}

/** The votes that count after a decision, and whether it settles the approval: one "yes" of two settles nothing yet. */
export function countVotes(
  details: Readonly<Record<string, unknown>>,
  data: RunEventData['approval-decided'],
): { votes: VoteFact[]; settled: boolean } {
  const { decision, by, on_behalf_of = null } = data;
  const earlier: VoteFact[] = data.arguments === undefined && Array.isArray(details['votes']) ? details['votes'] : [];
  const votes = earlier.some((vote) => vote.by === by) ? earlier : [...earlier, { by, on_behalf_of }];
  const quorum = typeof details['quorum'] === 'number' ? details['quorum'] : 1;
  return { votes, settled: decision !== 'approve' || votes.length >= quorum };
}
