import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@agentforge/kernel/errors';
import type { TransactionOptions, Tx, WarningSink } from './database.ts';
import { isRetryable, translateError } from './database-errors.ts';
import { createOrm, type Orm } from './orm.ts';
import type { SqlConnection } from './sql-connection.ts';
import { assertTenantId } from './tenant-id.ts';

/** A session that can be told how its next transaction starts; the text travels with the first statement. */
export interface TransactionalConnection extends SqlConnection {
  begin(text: string): void;
  /** Takes back a start that was not sent yet; false when it was, so that there is something to end. */
  discardStart(): boolean;
}

export interface TransactionStart {
  readonly text: string;
  readonly tenantId: string | undefined;
}

/** BEGIN, role and tenant in one text. The id is checked against its pattern, so it cannot carry SQL. */
export function tenantStart(tenantId: string, readOnly = false): TransactionStart {
  const begin = readOnly ? 'BEGIN READ ONLY' : 'BEGIN';
  const text = `${begin}; SET LOCAL ROLE agentforge_app; SET LOCAL app.tenant_id = '${assertTenantId(tenantId)}'`;
  return { text, tenantId };
}

export function systemStart(readOnly = false): TransactionStart {
  const begin = readOnly ? 'BEGIN READ ONLY' : 'BEGIN';
  return { text: `${begin}; SET LOCAL ROLE agentforge_system`, tenantId: undefined };
}

const endedDetail = 'A database transaction was used after it had ended. Every query in it has to be awaited.';

/** The `Tx` given to the callback. `close` makes every later use throw, so nothing slips into the next transaction. */
class OpenTransaction implements Tx {
  readonly tenantId: string | undefined;
  readonly callbacks: (() => void | Promise<void>)[] = [];
  #connection: SqlConnection | undefined;
  #orm: Orm | undefined;
  #savepoints = 0;

  constructor(connection: SqlConnection, tenantId: string | undefined) {
    this.#connection = connection;
    this.tenantId = tenantId;
  }

  get orm(): Orm {
    this.#orm ??= createOrm(this);
    return this.#orm;
  }

  get isOpen(): boolean {
    return this.#connection !== undefined;
  }

  query: Tx['query'] = async (text, params, options) => {
    if (this.#connection === undefined) throw new AppError('internal', { detail: endedDetail });
    return this.#connection.query(text, params, options);
  };

  async savepoint<T>(run: () => Promise<T>): Promise<T> {
    this.#savepoints += 1;
    const name = `point_${this.#savepoints}`;
    await this.query(`SAVEPOINT ${name}`);
    try {
      const result = await run();
      await this.query(`RELEASE SAVEPOINT ${name}`);
      return result;
    } catch (error) {
      await this.query(`ROLLBACK TO SAVEPOINT ${name}`);
      throw error;
    }
  }

  async notify(channel: string, payload: string): Promise<void> {
    await this.query('select pg_notify($1, $2)', [channel, payload]);
  }

  afterCommit(run: () => void | Promise<void>): void {
    if (this.#connection === undefined) throw new AppError('internal', { detail: endedDetail });
    this.callbacks.push(run);
  }

  close(): void {
    this.#connection = undefined;
  }
}

/** The connection cannot be trusted any more: its transaction could not be ended. */
export class BrokenConnectionError extends Error {}

async function rollBack(connection: TransactionalConnection, cause: unknown): Promise<void> {
  if (connection.discardStart()) return;
  try {
    await connection.exec('ROLLBACK');
  } catch {
    throw new BrokenConnectionError('The transaction could not be rolled back.', { cause });
  }
}

async function commit(connection: TransactionalConnection): Promise<void> {
  if (connection.discardStart()) return;
  const [result] = await connection.exec('COMMIT');
  if (result?.command === 'COMMIT') return;
  throw new AppError('internal', {
    detail: 'A statement of the transaction had failed and its error was swallowed, so nothing was saved.',
  });
}

interface Scope {
  readonly owner: object;
  readonly transaction: OpenTransaction;
}

const scopes = new AsyncLocalStorage<Scope>();

/** Throws when this call chain already has a transaction of the same database open: on PGlite it would wait for itself. */
export function assertNotNested(owner: object): void {
  const scope = scopes.getStore();
  if (scope?.owner !== owner || !scope.transaction.isOpen) return;
  throw new AppError('internal', {
    detail: 'A database transaction was opened inside another one. Pass the open one on, or use its afterCommit.',
  });
}

export interface Committed<T> {
  readonly result: T;
  readonly callbacks: readonly (() => void | Promise<void>)[];
}

/** Runs the callback between begin and commit. The session is clean afterwards, or a BrokenConnectionError says it is not. */
export async function runTransaction<T>(
  owner: object,
  connection: TransactionalConnection,
  start: TransactionStart,
  run: (tx: Tx) => Promise<T>,
): Promise<Committed<T>> {
  const transaction = new OpenTransaction(connection, start.tenantId);
  try {
    connection.begin(start.text);
    const result = await scopes.run({ owner, transaction }, run, transaction);
    transaction.close();
    await commit(connection);
    return { result, callbacks: transaction.callbacks };
  } catch (error) {
    transaction.close();
    await rollBack(connection, error);
    throw error;
  }
}

const maximumAttempts = 3;

/** Repeats lost transactions, translates errors, and runs what waits for the commit. `attempt` takes and gives back a session. */
export async function withRetries<T>(
  attempt: () => Promise<Committed<T>>,
  options: TransactionOptions | undefined,
  warn: WarningSink,
): Promise<T> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      const { result, callbacks } = await attempt();
      if (callbacks.length > 0) await runCallbacks(callbacks, warn);
      return result;
    } catch (error) {
      const again = options?.retryable === true && attempts < maximumAttempts && isRetryable(error);
      if (!again) throw translateError(error instanceof BrokenConnectionError ? error.cause : error);
      // The winner needs a moment to finish, else the two meet again.
      await delay(10 * attempts + Math.random() * 20);
    }
  }
}

async function runCallbacks(callbacks: Committed<unknown>['callbacks'], warn: WarningSink): Promise<void> {
  for (const callback of callbacks) {
    try {
      await callback();
    } catch (error) {
      warn('Something that should follow a saved change failed; the change itself is saved.', error);
    }
  }
}
