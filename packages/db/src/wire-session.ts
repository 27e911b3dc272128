import { AppError } from '@agentforge/kernel/errors';
import { trusted } from '@agentforge/kernel/trust';
import { serialize } from 'pg-protocol';
import { encodeParameters } from './encode-parameters.ts';
import { forgetStatement, statementName } from './prepared-statements.ts';
import type { QueryOptions, QueryResult } from './sql-connection.ts';
import type { TransactionalConnection } from './transaction.ts';
import { readAnswer, type WireAnswer } from './wire-messages.ts';

/** Sends one batch of protocol messages and resolves to the server's whole answer to it. */
export type WireTransport = (batch: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>;

const describePortal = serialize.describe({ type: 'P' });
const executePortal = serialize.execute({});
const sync = serialize.sync();

function join(parts: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  let length = 0;
  for (const part of parts) length += part.byteLength;
  const batch = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    batch.set(part, offset);
    offset += part.byteLength;
  }
  return batch;
}

const emptyResult: QueryResult = { rows: [], rowCount: 0, command: '' };

/** The messages of one query; without `text` the server knows the statement by its name. */
function messagesOf(text: string | undefined, name: string | undefined, params: readonly unknown[]): Buffer[] {
  const statement = name === undefined ? {} : { statement: name };
  const parse = text === undefined ? [] : [serialize.parse(name === undefined ? { text } : { text, name })];
  const bind = serialize.bind({ values: encodeParameters(params), ...statement });
  return [...parse, bind, describePortal, executePortal, sync];
}

/**
 * One session over the PostgreSQL protocol, for a server reached by messages instead of a socket.
 * A transaction's start travels with its first statement, so it costs no round trip of its own.
 */
export class WireSession implements TransactionalConnection {
  readonly #send: WireTransport;
  readonly #notified: (channel: string, payload: string) => void;
  readonly #prepared = new Set<string>();
  #start: string | undefined;
  /** False while a transaction is open on the server. */
  isIdle = true;

  constructor(send: WireTransport, notified: (channel: string, payload: string) => void) {
    this.#send = send;
    this.#notified = notified;
  }

  begin(text: string): void {
    this.#start = text;
  }

  discardStart(): boolean {
    const unsent = this.#start !== undefined;
    this.#start = undefined;
    return unsent;
  }

  // eslint-disable-next-line complexity -- a scanner of cases on a hot path; each branch is one line
  query = async <Row = Record<string, unknown>>(
    text: string,
    params: readonly unknown[] = [],
    options?: QueryOptions,
  ): Promise<QueryResult<Row>> => {
    const name = options?.prepare === false || params.length === 0 ? undefined : statementName(text);
    const mustParse = name === undefined || !this.#prepared.has(name);
    const parts = messagesOf(mustParse ? text : undefined, name, params);
    if (name !== undefined && mustParse) this.#prepared.add(name);
    const answer = await this.#exchange(parts, options?.rowMode === 'array');
    if (name !== undefined && mustParse && !answer.parsed) this.#prepared.delete(name);
    if (answer.error !== undefined) this.#fail(answer.error, text);
    return trusted<QueryResult<Row>>(answer.results[0] ?? emptyResult, 'the caller names the columns it selects');
  };

  exec = async (text: string): Promise<readonly QueryResult[]> => {
    const answer = await this.#exchange([serialize.query(text)], false);
    if (answer.error !== undefined) throw answer.error;
    return answer.results;
  };

  async #exchange(parts: Buffer[], asArray: boolean): Promise<WireAnswer> {
    const start = this.#start;
    if (start !== undefined) {
      this.#start = undefined;
      parts.unshift(serialize.query(start));
    }
    const bytes = await this.#send(join(parts));
    const answer = readAnswer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), asArray);
    this.isIdle = answer.states.at(-1) === 'I';
    for (const { channel, payload } of answer.notifications) this.#notified(channel, payload);
    if (start !== undefined) this.#dropStart(answer, start);
    return answer;
  }

  /** The results of the start come first; one per statement of its text. */
  #dropStart(answer: WireAnswer, start: string): void {
    if (answer.error === undefined && answer.states[0] !== 'T') {
      throw new AppError('internal', { detail: 'The database did not open a transaction. Nothing was saved.' });
    }
    answer.results.splice(0, start.split(';').length);
  }

  #fail(error: Error, text: string): never {
    if (/cached plan must not change result type/.test(error.message)) forgetStatement(text);
    throw error;
  }
}
