import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { AppError } from '@agentforge/kernel/errors';
import { lockDataDirectory } from './data-directory-lock.ts';
import type { Database, TransactionOptions, Tx, WarningSink } from './database.ts';
import { translateError } from './database-errors.ts';
import { createMutex } from './mutex.ts';
import { type PgliteClient, startPgliteWorker } from './pglite-client.ts';
import type { SqlConnection } from './sql-connection.ts';
import {
  assertNotNested,
  BrokenConnectionError,
  runTransaction,
  systemStart,
  type TransactionStart,
  tenantStart,
  withRetries,
} from './transaction.ts';
import { WireSession } from './wire-session.ts';

export interface PgliteOptions {
  /** Folder of the database; made when missing. Without it the database lives in memory and is gone on close. */
  readonly directory?: string;
  /** In memory only: a tar file made by `dump`, to start from instead of an empty database (0.3 s instead of 2 s). */
  readonly image?: string;
  /** The worker's file; a bundle passes its own sibling. */
  readonly workerUrl?: URL;
  readonly onWarning?: WarningSink;
  /** Warn when one transaction keeps all others waiting longer than this. Default 5,000 ms; 0 turns it off. */
  readonly longHoldMilliseconds?: number;
}

/** The embedded database and what only it can do. */
export interface PgliteDatabase extends Database {
  readonly kind: 'pglite';
  /** The whole database as a tar file, for backups and test images. */
  dump(): Promise<Uint8Array>;
  /** How often the disk was asked to keep what was written; a test holds it against the number of commits. */
  syncs(): Promise<number>;
}

const closedError = () =>
  new AppError('unavailable', { detail: 'The database is closed. AgentForge is shutting down.' });

/** PostgreSQL in this process: one session, transactions one after the other, first come first served. */
class Embedded implements PgliteDatabase {
  readonly kind = 'pglite' as const;
  readonly #client: PgliteClient;
  readonly #warn: WarningSink;
  readonly #longHold: number;
  readonly #unlock: () => Promise<void>;
  readonly #mutex = createMutex();
  readonly #session: WireSession;
  readonly #handlers = new Map<string, Set<(payload: string) => void>>();
  #closed = false;
  #busy = false;

  constructor(client: PgliteClient, options: PgliteOptions, unlock: () => Promise<void>) {
    this.#client = client;
    this.#warn = options.onWarning ?? (() => {});
    this.#longHold = options.longHoldMilliseconds ?? 5000;
    this.#unlock = unlock;
    this.#session = new WireSession(client.batch, (channel, payload) => this.#notified(channel, payload));
  }

  async withTenant<T>(tenantId: string, run: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T> {
    return this.#transaction(tenantStart(tenantId, options?.readOnly), run, options);
  }

  async withSystem<T>(_reason: string, run: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T> {
    return this.#transaction(systemStart(options?.readOnly), run, options);
  }

  #transaction<T>(
    start: TransactionStart,
    run: (tx: Tx) => Promise<T>,
    options: TransactionOptions | undefined,
  ): Promise<T> {
    assertNotNested(this);
    return withRetries(
      () => this.#exclusive(() => runTransaction(this, this.#session, start, run)),
      options,
      this.#warn,
    );
  }

  async withConnection<T>(run: (connection: SqlConnection) => Promise<T>): Promise<T> {
    assertNotNested(this);
    return this.#exclusive(async () => {
      let open = true;
      const guard = async () => {
        if (!open)
          throw new AppError('internal', { detail: 'A database connection was used after it was given back.' });
      };
      const connection: SqlConnection = {
        query: async (...args) => guard().then(() => this.#session.query(...args)),
        exec: async (text) => guard().then(() => this.#session.exec(text)),
      };
      try {
        return await run(connection);
      } catch (error) {
        throw translateError(error);
      } finally {
        open = false;
        if (!this.#session.isIdle) await this.#session.exec('ROLLBACK').catch(() => undefined);
      }
    });
  }

  async #exclusive<T>(task: () => Promise<T>): Promise<T> {
    if (this.#closed) throw closedError();
    return this.#mutex.run(async () => {
      this.#busy = true;
      const started = this.#longHold > 0 ? performance.now() : 0;
      try {
        return await task();
      } catch (error) {
        if (error instanceof BrokenConnectionError) this.#warn('A transaction could not be rolled back.', error);
        throw error;
      } finally {
        this.#busy = false;
        if (this.#longHold > 0) this.#reportHold(performance.now() - started);
      }
    });
  }

  #reportHold(milliseconds: number): void {
    if (milliseconds < this.#longHold) return;
    this.#warn(`One transaction kept the embedded database for ${Math.round(milliseconds)} ms; all others waited.`);
  }

  #notified(channel: string, payload: string): void {
    for (const handler of this.#handlers.get(channel) ?? []) {
      // Not in the caller's transaction: the answer that carried the message is still being read.
      queueMicrotask(() => this.#deliver(handler, payload));
    }
  }

  #deliver(handler: (payload: string) => void, payload: string): void {
    try {
      handler(payload);
    } catch (error) {
      this.#warn('A listener of a database message failed.', error);
    }
  }

  async listen(channel: string, handler: (payload: string) => void): Promise<() => Promise<void>> {
    const handlers = this.#handlers.get(channel) ?? new Set();
    if (handlers.size === 0) await this.#control(`LISTEN ${quoteName(channel)}`);
    this.#handlers.set(channel, handlers.add(handler));
    return async () => {
      if (!handlers.delete(handler) || handlers.size > 0 || this.#closed) return;
      await this.#control(`UNLISTEN ${quoteName(channel)}`);
    };
  }

  async #control(text: string): Promise<void> {
    await this.#exclusive(() => this.#session.exec(text));
  }

  async check(): Promise<void> {
    if (this.#closed) throw closedError();
    // Not behind the mutex: a long transaction is no sign of ill health, a dead worker is.
    await this.#client.syncs();
  }

  usage() {
    return { open: 1, idle: this.#busy ? 0 : 1, waiting: this.#mutex.waiting };
  }

  dump(): Promise<Uint8Array> {
    return this.#exclusive(() => this.#client.dump());
  }

  syncs(): Promise<number> {
    return this.#client.syncs();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#mutex.run(async () => {
      await this.#client.close().catch((error: unknown) => this.#warn('The embedded database did not close.', error));
      await this.#unlock();
    });
  }
}

function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** In a process of its own: making a cluster takes memory that a thread does not give back. */
async function makeCluster(workerUrl: URL, directory: string): Promise<void> {
  await promisify(execFile)(process.execPath, [fileURLToPath(workerUrl), directory]);
}

/**
 * Opens the embedded database in a worker thread. Commits to a directory are on the disk when they are acknowledged.
 * Throws AppError `unavailable` when another process has the directory open.
 */
export async function openPglite(options: PgliteOptions = {}): Promise<PgliteDatabase> {
  const { directory, image } = options;
  const workerUrl = options.workerUrl ?? new URL('./pglite-worker.ts', import.meta.url);
  const warn = options.onWarning ?? (() => {});
  const stopped = (cause: unknown) => warn('The embedded database has stopped.', cause);
  if (directory === undefined) {
    const client = await startPgliteWorker(workerUrl, image === undefined ? {} : { image }, stopped);
    return new Embedded(client, options, async () => {});
  }
  await mkdir(dirname(directory), { recursive: true });
  const unlock = await lockDataDirectory(directory);
  try {
    if (!existsSync(join(directory, 'PG_VERSION'))) await makeCluster(workerUrl, directory);
    return new Embedded(await startPgliteWorker(workerUrl, { directory }, stopped), options, unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}
