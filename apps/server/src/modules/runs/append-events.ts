import type { StoredEvent } from '@agentforge/agent-engine/events';
import type { Tx } from '@agentforge/db/database';
import type { Lease } from './leases.repository.ts';
import type { ConversationsPort } from './runs.ports.ts';
import { appendEvents, findRun } from './runs.repository.ts';

/**
 * Events, and with them what they say of the conversation: a summary is kept if and only if its event is. False when
 * another holder has the run.
 */
export async function appendAndProject(
  tx: Tx,
  conversations: ConversationsPort,
  lease: Lease,
  events: readonly StoredEvent[],
): Promise<boolean> {
  if (!(await appendEvents(tx, lease, events))) return false;
  const made = events.findLast((event) => event.type === 'history-summarised');
  if (made?.type !== 'history-summarised') return true;
  const run = await findRun(tx, lease.id);
  if (run) await conversations.keepSummary(tx, lease.tenantId, run.conversationId, { ...made.data, runId: lease.id });
  return true;
}
