import type { Database, Tx } from '@agentforge/db/database';
import type { BlobStore, StoredBlob } from '@agentforge/plugin-kit/blob-store';
import { forgetUnowned, noteUnowned } from './blobs.repository.ts';
import type { IngestQueue } from './ingest-queue.ts';

/** Seconds an upload may take before its blob counts as left behind. */
const uploadSeconds = 3600;

/** Writes blobs so that none is ever left behind: it is noted as unowned first, and owned only with its document. */
export class SourceStore {
  readonly blobs: BlobStore;
  readonly #database: Database;
  readonly #queue: IngestQueue;
  readonly #now: () => number;

  constructor(deps: { blobs: BlobStore; database: Database; queue: IngestQueue; now: () => number }) {
    this.blobs = deps.blobs;
    this.#database = deps.database;
    this.#queue = deps.queue;
    this.#now = deps.now;
  }

  async put(tenantId: string, name: string, content: AsyncIterable<Uint8Array>, maxBytes: number): Promise<StoredBlob> {
    const key = `${tenantId}/${name}`;
    await this.#database.withTenant(tenantId, async (tx) => {
      await noteUnowned(tx, tenantId, [key], uploadSeconds);
      const later = new Date(this.#now() + (uploadSeconds + 60) * 1000);
      await this.#queue.removeLeftovers(tx, tenantId, null, later);
    });
    return this.blobs.put(key, content, { maxBytes });
  }

  /** In the transaction that gives the blobs their documents. */
  async own(tx: Tx, keys: readonly string[]): Promise<void> {
    await forgetUnowned(tx, keys);
  }

  /** The documents did not come to be. What fails here is done by the job later. */
  async discard(tenantId: string, keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    await Promise.all(keys.map((key) => this.blobs.delete(key)));
    await this.#database.withTenant(tenantId, (tx) => forgetUnowned(tx, keys));
  }
}
