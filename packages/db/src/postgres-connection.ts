import { Writable } from 'node:stream';
import { AppError } from '@agentforge/kernel/errors';
import { trusted } from '@agentforge/kernel/trust';
import type pg from 'pg';
import { encodeParameters } from './encode-parameters.ts';
import { forgetStatement, statementName } from './prepared-statements.ts';
import type { QueryOptions, QueryResult } from './sql-connection.ts';
import type { TransactionalConnection } from './transaction.ts';

const ignoreError = () => undefined;

function plain(result: pg.QueryResult): QueryResult {
  return { rows: result.rows, rowCount: result.rowCount ?? 0, command: result.command ?? '' };
}

const gathering = new WeakSet<Writable>();

/** What is sent in one turn leaves in one packet: a system call for each statement costs more than the statement. */
function gatherWrites(client: pg.PoolClient): void {
  const connection: unknown = Reflect.get(client, 'connection');
  const stream: unknown = typeof connection === 'object' && connection !== null && Reflect.get(connection, 'stream');
  if (!(stream instanceof Writable) || gathering.has(stream)) return;
  gathering.add(stream);
  stream.cork();
  process.nextTick(() => {
    gathering.delete(stream);
    stream.uncork();
  });
}

/** A pooled connection while one transaction or task has it. Of no use after `release`. */
export class PostgresConnection implements TransactionalConnection {
  broken = false;
  #client: pg.PoolClient | undefined;
  #start: string | undefined;

  constructor(client: pg.PoolClient) {
    this.#client = client;
    // While borrowed the pool does not listen; the query under way reports the loss itself.
    client.on('error', ignoreError);
  }

  begin(text: string): void {
    this.#start = text;
  }

  discardStart(): boolean {
    const unsent = this.#start !== undefined;
    this.#start = undefined;
    return unsent;
  }

  /**
   * Sends the start and the statement behind it without waiting in between, which saves a round trip. Should the
   * start fail, the transaction is in error and PostgreSQL refuses the statement: nothing runs outside of one.
   */
  async #send<Result>(send: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
    const client = this.#open();
    gatherWrites(client);
    const start = this.#start;
    if (start === undefined) return send(client);
    this.#start = undefined;
    const [started, answer] = await Promise.allSettled([client.query(start), send(client)]);
    if (started.status === 'rejected') throw started.reason;
    if (answer.status === 'rejected') throw answer.reason;
    return answer.value;
  }

  async query<Row = Record<string, unknown>>(
    text: string,
    params: readonly unknown[] = [],
    options?: QueryOptions,
  ): Promise<QueryResult<Row>> {
    const name = options?.prepare === false || params.length === 0 ? undefined : statementName(text);
    const config = {
      text,
      values: encodeParameters(params),
      ...(name === undefined ? {} : { name }),
      ...(options?.rowMode === 'array' ? { rowMode: 'array' as const } : {}),
    };
    try {
      return trusted<QueryResult<Row>>(
        plain(await this.#send((client) => client.query(config))),
        'the caller names its columns',
      );
    } catch (error) {
      if (error instanceof Error && /cached plan must not change/.test(error.message)) forgetStatement(text);
      throw error;
    }
  }

  async exec(text: string): Promise<readonly QueryResult[]> {
    const results: pg.QueryResult | pg.QueryResult[] = await this.#send((client) => client.query(text));
    return Array.isArray(results) ? results.map(plain) : [plain(results)];
  }

  #open(): pg.PoolClient {
    if (this.#client !== undefined) return this.#client;
    throw new AppError('internal', { detail: 'A database connection was used after it was given back.' });
  }

  release(): void {
    const client = this.#client;
    this.#client = undefined;
    if (client === undefined) return;
    client.off('error', ignoreError);
    // An open transaction would swallow the next user's.
    client.release(this.broken || client.getTransactionStatus() !== 'I');
  }
}
