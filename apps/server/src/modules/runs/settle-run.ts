import type { StoredEvent } from '@agentforge/agent-engine/events';
import type { RunState } from '@agentforge/agent-engine/run-state';
import type { Database, Tx } from '@agentforge/db/database';
import { wakeIfEnded, wakeParent } from './family.repository.ts';
import type { Lease } from './leases.repository.ts';
import { messageEnd, runEnd } from './project-run.ts';
import type { ConversationsPort, InboxPort, MemoryPort, PeoplePort, Said, Whose } from './runs.ports.ts';
import { appendEvents, findRun, settleRun } from './runs.repository.ts';
import type { SettledStatus } from './supervisor.ts';

/** What was learned during the run that belongs to the conversation. */
export interface Remembered {
  /** Sealed values behind new tokens, or null to forget them; null when nothing changed. */
  vault: { conversationId: string; sealed: string | null } | null;
  /** The answer's message; null for a replay, which answers nobody and asks nobody. */
  messageId: string | null;
  /** The run that asked for this one, which goes on when it ends. */
  parentRunId: string | null;
  /** For whoever is asked to approve its calls. */
  agentName: string;
  /** The person's own words, for the agent's memory; null when it is to keep nothing. */
  said: (Omit<Said, 'tainted'> & { whose: Whose }) | null;
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
  { vault, messageId, agentName, said, parentRunId }: Remembered,
  events: readonly StoredEvent[],
): Promise<void> {
  // Sent one behind the other without waiting in between; whatever a lost run let through is rolled back.
  const [settled, written] = await Promise.all([
    settleRun(tx, lease, runEnd(state, end)),
    events.length === 0 || appendEvents(tx, lease, events),
    messageId !== null &&
      deps.conversations.settleMessage(tx, lease.tenantId, messageId, messageEnd(state, end.status)),
    vault && deps.conversations.keepVault(tx, lease.tenantId, vault.conversationId, vault.sealed),
  ]);
  if (!settled || !written) throw new RunLost();
  await tellFamily(tx, lease, state, parentRunId);
  if (said && end.status === 'completed')
    await deps.memory.keep(tx, said.whose, { ...said, tainted: !mayBeKept(state) });
  if (messageId !== null && asksPeople(state)) await tellInbox(tx, deps, lease, state, agentName);
}

/** Before the rows of other runs are looked at, this run's own is written: whoever is second sees what the first wrote. */
async function tellFamily(tx: Tx, lease: Lease, state: RunState, parentRunId: string | null): Promise<void> {
  if (state.finished !== undefined) return parentRunId === null ? undefined : wakeParent(tx, parentRunId);
  const parked = [...state.calls.values()].filter((call) => call.phase === 'parked');
  if (parked.length > 0)
    await wakeIfEnded(
      tx,
      lease.id,
      parked.flatMap((call) => call.childRunId ?? []),
    );
}

/** What untrusted information has touched is never remembered by itself, whoever seems to say it. */
function mayBeKept(state: RunState): boolean {
  return !state.taint.some(({ label }) => label === 'untrusted');
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
