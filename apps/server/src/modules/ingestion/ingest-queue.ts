import type { Tx } from '@agentforge/db/database';
import type { JobQueue } from '../../platform/jobs/job-queue.ts';
import { noteUnowned } from './blobs.repository.ts';
import { countUnfinished } from './ingest.repository.ts';
import { ingestDocumentJob } from './ingest-document.job.ts';
import { removeLeftoversJob } from './remove-leftovers.job.ts';

/** Enqueues in the data's own transaction, and wakes the worker of this process after the commit. */
export class IngestQueue {
  readonly #jobs: JobQueue;

  constructor(jobs: JobQueue) {
    this.#jobs = jobs;
  }

  /**
   * Call it after the documents are written. Each further waiting document of a tenant comes one place later, so a
   * tenant that uploads a thousand does not stand before another one's first.
   */
  async enqueue(tx: Tx, tenantId: string, documentIds: readonly string[], startAfter?: Date): Promise<void> {
    if (documentIds.length === 0) return;
    let place = Math.max(0, (await countUnfinished(tx)) - documentIds.length);
    for (const documentId of documentIds) {
      const options = { priority: -place, ...(startAfter === undefined ? {} : { startAfter }) };
      await this.#jobs.enqueue(tx, ingestDocumentJob, { tenantId, documentId }, options);
      place += 1;
    }
    tx.afterCommit(() => this.#jobs.poke(ingestDocumentJob));
  }

  /** The documents of these blobs go: the blobs are removed once that is committed. */
  async abandon(tx: Tx, tenantId: string, blobKeys: readonly string[]): Promise<void> {
    await noteUnowned(tx, tenantId, blobKeys, 0);
    await this.removeLeftovers(tx, tenantId, null);
  }

  /** Has leftovers removed: at once, or (for uploads that may break off) later. */
  async removeLeftovers(tx: Tx, tenantId: string, documentId: string | null, startAfter?: Date): Promise<void> {
    const data = { tenantId, documentId };
    await this.#jobs.enqueue(tx, removeLeftoversJob, data, startAfter === undefined ? {} : { startAfter });
    if (startAfter === undefined) tx.afterCommit(() => this.#jobs.poke(removeLeftoversJob));
  }
}
