import type { Database } from '@agentforge/db/database';
import { messageOf } from '@agentforge/kernel/errors';
import type { JobQueue } from '../../platform/jobs/job-queue.ts';
import type { Logger } from '../../platform/telemetry/logger.ts';
import { endAllLeases, findLost } from './ingest.repository.ts';
import type { IngestQueue } from './ingest-queue.ts';

const everyMs = 60_000;

interface RecoverServices {
  database: Database;
  jobs: JobQueue;
  logger: Logger;
  queue: IngestQueue;
}

/** Gives documents a job again whose worker was killed or whose job was lost. */
export async function recoverDocuments({ database, queue }: RecoverServices, atStart: boolean): Promise<number> {
  return database.withSystem('documents of dead workers, of all tenants', async (tx) => {
    // Nobody else works on embedded data, so no lease has to be waited out.
    if (atStart && database.kind === 'pglite') await endAllLeases(tx);
    const lost = await findLost(tx, atStart);
    for (const { tenant_id: tenantId, id, lease_until: until } of lost) {
      const startAfter = until === null ? undefined : new Date(Date.parse(until) + 1000);
      await queue.enqueue(tx, tenantId, [id], startAfter);
    }
    return lost.length;
  });
}

/** Looks at the start of a worker, then every minute as long as its queue runs. */
export async function watchDocuments(services: RecoverServices): Promise<void> {
  await recoverDocuments(services, true);
  const timer = setInterval(() => {
    if (!services.jobs.started) return clearInterval(timer);
    recoverDocuments(services, false).catch((error: unknown) =>
      services.logger.warn({ error: messageOf(error) }, 'lost documents could not be looked for'),
    );
  }, everyMs);
  timer.unref();
}
