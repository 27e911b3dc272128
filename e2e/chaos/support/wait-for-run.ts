import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@agentforge/client/client';
import { getRun } from '@agentforge/contracts/chat/endpoints';

const over = ['completed', 'failed', 'cancelled'];

/** The status a run ended with, or waits with where `orWaits`; null when it did neither in `limitMs` since `since`. */
export async function waitForRun(
  client: Client,
  runId: string,
  since: number,
  { limitMs = 30_000, orWaits = false } = {},
): Promise<string | null> {
  do {
    const run = await client.call(getRun, { params: { run_id: runId } }).catch(() => null);
    if (run && over.includes(run.status)) return run.status;
    if (run && orWaits && (run.status === 'in_doubt' || run.status === 'waiting_approval')) return run.status;
    await sleep(100);
  } while (Date.now() - since < limitMs);
  return null;
}
