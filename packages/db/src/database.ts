import type { Orm } from './orm.ts';
import type { QueryOptions, QueryResult, SqlConnection } from './sql-connection.ts';

/** One open transaction. Using it after its callback ended throws. */
export interface Tx {
  /** The tenant whose rows are visible; undefined in system transactions. */
  readonly tenantId: string | undefined;
  readonly orm: Orm;
  /** Raw SQL for hot paths. `Row` is the caller's word for the columns it selects. */
  query<Row = Record<string, unknown>>(
    text: string,
    params?: readonly unknown[],
    options?: QueryOptions,
  ): Promise<QueryResult<Row>>;
  /** A part that may fail alone: its error rolls back to here and is thrown, the transaction stays usable. */
  savepoint<T>(run: () => Promise<T>): Promise<T>;
  /** Tells listeners of the channel once this transaction is committed. At most 7,900 bytes. */
  notify(channel: string, payload: string): Promise<void>;
  /** Runs after the commit, outside the transaction, in order. A failure is reported, never thrown. Keep it short. */
  afterCommit(run: () => void | Promise<void>): void;
}

export interface TransactionOptions {
  /** Run the callback again (3 times at most) when it lost against another transaction. It must have no other effects. */
  readonly retryable?: boolean;
  readonly readOnly?: boolean;
}

export interface ListenOptions {
  /** Called after the connection was lost and is back: messages in between are gone, so read the state anew. */
  readonly onGap?: () => void;
}

export interface DatabaseUsage {
  readonly open: number;
  readonly idle: number;
  readonly waiting: number;
}

/** The database, embedded or PostgreSQL. Transactions of one call chain do not nest: use `tx.afterCommit` or pass `tx` on. */
export interface Database {
  readonly kind: 'pglite' | 'postgresql';
  /** A transaction that sees and writes rows of this tenant only. Throws `malformed_request` for an invalid id. */
  withTenant<T>(tenantId: string, run: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** A transaction over all tenants. `reason` is for the reader of the call and for traces. */
  withSystem<T>(reason: string, run: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** One session as the login role, for the migrator and the job queue. Never for user requests. */
  withConnection<T>(run: (connection: SqlConnection) => Promise<T>): Promise<T>;
  /** Calls `handler` with the payload of each committed `notify` of this channel. Resolves to its own end. */
  listen(channel: string, handler: (payload: string) => void, options?: ListenOptions): Promise<() => Promise<void>>;
  /** One round trip; throws `unavailable` when the database does not answer. */
  check(): Promise<void>;
  usage(): DatabaseUsage;
  /** Waits for running transactions, then closes. Later calls throw `unavailable`. */
  close(): Promise<void>;
}

/** What only a log wants to know: a failed afterCommit, a lost idle connection, a lock held for long. */
export type WarningSink = (message: string, error?: unknown) => void;
