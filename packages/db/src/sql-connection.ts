/** Rows of one statement. `rows` is empty for statements that return none; `rowCount` is the number of rows touched or returned. */
export interface QueryResult<Row = Record<string, unknown>> {
  readonly rows: Row[];
  readonly rowCount: number;
  /** Command tag without its counts, e.g. `INSERT`, `COMMIT`, `ROLLBACK`. */
  readonly command: string;
}

export interface QueryOptions {
  /** `object` (default): rows keyed by column; `array`: values in column order. */
  readonly rowMode?: 'array' | 'object';
  /** `false` keeps this statement out of the prepared-statement cache (one-off or plan-sensitive statements). */
  readonly prepare?: boolean;
}

/**
 * One PostgreSQL session, embedded or remote. Values arrive as `type-parsers.ts` says, on both alike.
 * Errors are pg's `DatabaseError` with its SQLSTATE in `code`, or an AppError `unavailable` when the connection is lost.
 */
export interface SqlConnection {
  /** One statement. Parameters are encoded by `encode-parameters.ts`. */
  query<Row = Record<string, unknown>>(
    text: string,
    params?: readonly unknown[],
    options?: QueryOptions,
  ): Promise<QueryResult<Row>>;
  /** Any number of statements without parameters, in one round trip. */
  exec(text: string): Promise<readonly QueryResult[]>;
}
