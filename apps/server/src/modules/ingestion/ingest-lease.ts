import type { Database, Tx } from '@agentforge/db/database';
import type { DocumentRow } from '../knowledge/index.ts';
import { type LeasedValues, writeLeased } from './ingest.repository.ts';

/** Another worker has the document, or it was deleted or queued anew: stop, and write nothing more. */
export class LeaseLost extends Error {}

const renewEveryMs = 15_000;
const reportEveryMs = 300;

/** The right of one worker to build one generation. Every write checks it, so a worker that lost it cannot write. */
export class IngestLease {
  readonly document: DocumentRow;
  readonly token: string;
  readonly generationId: string;
  /** Aborted when the lease is lost or the process drains. */
  readonly signal: AbortSignal;
  readonly #database: Database;
  readonly #lost = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #reportedAt = 0;

  constructor(
    database: Database,
    document: DocumentRow,
    claim: { token: string; generationId: string; signal: AbortSignal },
  ) {
    this.#database = database;
    this.document = document;
    this.token = claim.token;
    this.generationId = claim.generationId;
    this.signal = AbortSignal.any([claim.signal, this.#lost.signal]);
    this.#timer = setInterval(() => void this.write({}).catch(() => undefined), renewEveryMs);
    this.#timer.unref();
  }

  /** One transaction as the holder: the document's values, and what `run` adds. Throws {@link LeaseLost}. */
  async write<T>(values: LeasedValues, run?: (tx: Tx) => Promise<T>): Promise<T | undefined> {
    return this.#database.withTenant(this.document.tenantId, async (tx) => {
      this.check(await writeLeased(tx, this.document.id, this.token, values));
      return run?.(tx);
    });
  }

  /** Says where the work is; between steps of the same stage not more often than people can see. */
  async report(stage: DocumentRow['stage'], done = 0, total = 0): Promise<void> {
    const now = performance.now();
    if (done > 0 && done < total && now - this.#reportedAt < reportEveryMs) return;
    this.#reportedAt = now;
    await this.write({ stage, done, total });
  }

  /** Throws {@link LeaseLost} unless the last write found the lease. */
  check(held: boolean): void {
    if (held) return;
    const lost = new LeaseLost('The document is no longer this worker’s.');
    this.#lost.abort(lost);
    throw lost;
  }

  end(): void {
    clearInterval(this.#timer);
  }
}
