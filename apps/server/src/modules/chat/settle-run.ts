import type { RunState } from '@agentforge/agent-engine/run-state';
import type { Database, Tx } from '@agentforge/db/database';
import type { InboxPort, PeoplePort } from './chat.ports.ts';
import { keepVault, settleMessage } from './conversations.repository.ts';
import type { Lease } from './leases.repository.ts';
import { messageEnd, runEnd } from './project-run.ts';
import { findRun, settleRun } from './runs.repository.ts';
import type { SettledStatus } from './supervisor.ts';

/** What was learned during the run that belongs to the conversation. */
export interface Remembered {
  /** Sealed values behind new tokens, or null to forget them; null when nothing changed. */
  vault: { conversationId: string; sealed: string | null } | null;
  messageId: string;
  /** For whoever is asked to approve its calls. */
  agentName: string;
}

export interface SettleDeps {
  database: Database;
  inbox: InboxPort;
  people: PeoplePort;
}

/** Brings the rows to what the log says, in one transaction. False when another holder has the run. */
export async function settle(
  deps: SettleDeps,
  lease: Lease,
  state: RunState,
  end: { status: SettledStatus; expiresAt?: number },
  remembered: Remembered,
): Promise<boolean> {
  const { vault, messageId, agentName } = remembered;
  return deps.database.withTenant(lease.tenantId, async (tx) => {
    if (!(await settleRun(tx, lease, runEnd(state, end)))) return false;
    await settleMessage(tx, lease.tenantId, messageId, messageEnd(state, end.status));
    if (vault) await keepVault(tx, lease.tenantId, vault.conversationId, vault.sealed);
    if (asksPeople(state)) await tellInbox(tx, deps, lease, state, agentName);
    return true;
  });
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
