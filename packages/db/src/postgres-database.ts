import { AppError } from '@agentforge/kernel/errors';
import { trusted } from '@agentforge/kernel/trust';
import pg from 'pg';
import type { Database, ListenOptions, TransactionOptions, Tx, WarningSink } from './database.ts';
import { translateError } from './database-errors.ts';
import { PostgresConnection } from './postgres-connection.ts';
import { createPostgresListener } from './postgres-listener.ts';
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
import { parserOf } from './type-parsers.ts';

export interface PostgresOptions {
  /** `postgresql://user:password@host:port/database?sslmode=…`. The user must not bypass row security. */
  readonly url: string;
  /** Connections of this process. Default 10. */
  readonly maximumConnections?: number;
  /** Default 30,000 ms; 0 for none. */
  readonly statementTimeoutMilliseconds?: number;
  /** Default 10,000 ms. */
  readonly lockTimeoutMilliseconds?: number;
  /** A transaction in which nothing happens this long is ended by the server. Default 60,000 ms. */
  readonly idleTransactionTimeoutMilliseconds?: number;
  /** How long to wait for a connection before `unavailable`. Default 5,000 ms. */
  readonly connectTimeoutMilliseconds?: number;
  readonly onWarning?: WarningSink;
}

function clientConfig(options: PostgresOptions): pg.ClientConfig {
  const getTypeParser = trusted<typeof pg.types.getTypeParser>(parserOf, 'only text format is asked for');
  return {
    connectionString: options.url,
    application_name: 'agentforge',
    types: { getTypeParser },
    keepAlive: true,
    // A statement is sent without waiting for the answer to the one before; each keeps its own errors.
    pipeline: true,
    options: '-c timezone=UTC',
    statement_timeout: options.statementTimeoutMilliseconds ?? 30_000,
    lock_timeout: options.lockTimeoutMilliseconds ?? 10_000,
    idle_in_transaction_session_timeout: options.idleTransactionTimeoutMilliseconds ?? 60_000,
    connectionTimeoutMillis: options.connectTimeoutMilliseconds ?? 5000,
  };
}

class Remote implements Database {
  readonly kind = 'postgresql' as const;
  readonly #pool: pg.Pool;
  readonly #warn: WarningSink;
  readonly #listener: ReturnType<typeof createPostgresListener>;
  #closed = false;

  constructor(options: PostgresOptions) {
    this.#warn = options.onWarning ?? (() => {});
    const config = clientConfig(options);
    this.#pool = new pg.Pool({ ...config, max: options.maximumConnections ?? 10, idleTimeoutMillis: 30_000 });
    // Without a listener an idle connection that breaks would end the process.
    this.#pool.on('error', (error) => this.#warn('An idle database connection was lost.', error));
    // Between the pool and its borrower nobody listens: a session ended in that very moment must not end the process.
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
    this.#listener = createPostgresListener(() => new pg.Client({ ...config, statement_timeout: 0 }), this.#warn);
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
    const attempt = () => this.#borrow((connection) => runTransaction(this, connection, start, run));
    return withRetries(attempt, options, this.#warn);
  }

  async withConnection<T>(run: (connection: SqlConnection) => Promise<T>): Promise<T> {
    assertNotNested(this);
    return this.#borrow(async (connection) => {
      try {
        return await run(connection);
      } catch (error) {
        // A session whose state nobody knows is not given to the next one.
        connection.broken = true;
        throw translateError(error);
      }
    });
  }

  async #borrow<T>(task: (connection: PostgresConnection) => Promise<T>): Promise<T> {
    const client = await this.#connect();
    const connection = new PostgresConnection(client);
    try {
      return await task(connection);
    } catch (error) {
      if (error instanceof BrokenConnectionError) connection.broken = true;
      throw error;
    } finally {
      connection.release();
    }
  }

  async #connect(): Promise<pg.PoolClient> {
    if (this.#closed)
      throw new AppError('unavailable', { detail: 'The database is closed. AgentForge is shutting down.' });
    try {
      return await this.#pool.connect();
    } catch (error) {
      throw translateError(error);
    }
  }

  listen(channel: string, handler: (payload: string) => void, options: ListenOptions = {}) {
    return this.#listener.listen(channel, { handler, onGap: options.onGap ?? (() => {}) });
  }

  async check(): Promise<void> {
    await this.#borrow((connection) => connection.exec('select 1')).catch((error: unknown) => {
      throw translateError(error);
    });
  }

  usage() {
    return { open: this.#pool.totalCount, idle: this.#pool.idleCount, waiting: this.#pool.waitingCount };
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#listener.close();
    await this.#pool.end();
  }
}

/** A pool of connections to a PostgreSQL server. Connects with the first use; a lost server is `unavailable`, never a crash. */
export function openPostgres(options: PostgresOptions): Database {
  return new Remote(options);
}
