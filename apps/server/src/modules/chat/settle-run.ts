import type { RunState } from '@agentforge/agent-engine/run-state';
import type { Database } from '@agentforge/db/database';
import { keepVault, settleMessage } from './conversations.repository.ts';
import type { Lease } from './leases.repository.ts';
import { messageEnd, runEnd } from './project-run.ts';
import { settleRun } from './runs.repository.ts';
import type { SettledStatus } from './supervisor.ts';

/** What was learned during the run that belongs to the conversation. */
export interface Remembered {
  /** Sealed values behind new tokens, or null to forget them; null when nothing changed. */
  vault: { conversationId: string; sealed: string | null } | null;
  messageId: string;
}

/** Brings the rows to what the log says, in one transaction. False when another holder has the run. */
export async function settle(
  database: Database,
  lease: Lease,
  state: RunState,
  end: { status: SettledStatus; expiresAt?: number },
  remembered: Remembered,
): Promise<boolean> {
  const { vault, messageId } = remembered;
  return database.withTenant(lease.tenantId, async (tx) => {
    if (!(await settleRun(tx, lease, runEnd(state, end)))) return false;
    await settleMessage(tx, lease.tenantId, messageId, messageEnd(state, end.status));
    if (vault) await keepVault(tx, lease.tenantId, vault.conversationId, vault.sealed);
    return true;
  });
}
