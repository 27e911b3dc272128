import type { StoredEvent } from '@agentforge/agent-engine/events';
import type { RunState } from '@agentforge/agent-engine/run-state';
import type { Database, Tx } from '@agentforge/db/database';
import type { Lease } from './leases.repository.ts';
import { messageEnd, runEnd } from './project-run.ts';
import type { ConversationsPort, InboxPort, MemoryPort, PeoplePort, Whose } from './runs.ports.ts';
import { appendEvents, findRun, settleRun } from './runs.repository.ts';
import type { SettledStatus } from './supervisor.ts';

/** What was learned during the run that belongs to the conversation. */
export interface Remembered {
  /** Sealed values behind new tokens, or null to forget them; null when nothing changed. */
  vault: { conversationId: string; sealed: string | null } | null;
  messageId: string;
  /** For whoever is asked to approve its calls. */
  agentName: string;
  /** The person's own words, for the agent's memory; null when it is to keep nothing. */
  said: { whose: Whose; message: string; runId: string; messageId: string } | null;
}

export interface SettleEnd {
  status: SettledStatus;
  expiresAt?: number;
}

export interface SettleDeps {
  database: Database;
  conversations: ConversationsPort;
  inbox: InboxPort;
  people: PeoplePort;
  memory: MemoryPort;
}

/** Another holder has the run: the transaction is rolled back. */
class RunLost extends Error {}

/**
 * Brings the rows to what the log says, in one transaction, together with events that are not written yet. False when
 * another holder has the run; then nothing is written.
 */
export async function settle(
  deps: SettleDeps,
  lease: Lease,
  state: RunState,
  end: SettleEnd,
  remembered: Remembered,
  events: readonly StoredEvent[] = [],
): Promise<boolean> {
  try {
    await deps.database.withTenant(lease.tenantId, (tx) => settleIn(tx, deps, lease, state, end, remembered, events));
    return true;
  } catch (error) {
    if (error instanceof RunLost) return false;
    throw error;
  }
}

async function settleIn(
  tx: Tx,
  deps: SettleDeps,
  lease: Lease,
  state: RunState,
  end: SettleEnd,
  { vault, messageId, agentName, said }: Remembered,
  events: readonly StoredEvent[],
): Promise<void> {
  // Sent one behind the other without waiting in between; whatever a lost run let through is rolled back.
  const [settled, written] = await Promise.all([
    settleRun(tx, lease, runEnd(state, end)),
    events.length === 0 || appendEvents(tx, lease, events),
    deps.conversations.settleMessage(tx, lease.tenantId, messageId, messageEnd(state, end.status)),
    vault && deps.conversations.keepVault(tx, lease.tenantId, vault.conversationId, vault.sealed),
  ]);
  if (!settled || !written) throw new RunLost();
  if (said && mayBeKept(state, end)) await deps.memory.keep(tx, said.whose, said);
  if (asksPeople(state)) await tellInbox(tx, deps, lease, state, agentName);
}

/** What untrusted information has touched is never remembered by itself, whoever seems to say it. */
function mayBeKept(state: RunState, { status }: SettleEnd): boolean {
  return status === 'completed' && !state.taint.some(({ label }) => label === 'untrusted');
}

function asksPeople(state: RunState): boolean {
  return (
    state.approvals.size > 0 ||
    [...state.calls.values()].some((call) => call.status === 'in_doubt' || call.status === 'settled_by_person')
  );
}

async function tellInbox(
  tx: Tx,
  { inbox, people }: SettleDeps,
  lease: Lease,
  state: RunState,
  agentName: string,
): Promise<void> {
  const run = await findRun(tx, lease.id);
  if (!run) return;
  const { agentId, conversationId, userId } = run;
  const userLabel = await people.label(tx, userId);
  await inbox.project(
    tx,
    { tenantId: lease.tenantId, runId: lease.id, agentId, agentName, conversationId, userId, userLabel },
    state,
  );
}
