import { trusted } from '@agentforge/kernel/trust';
import pg from 'pg';
import type { BackendMessage } from 'pg-protocol/dist/messages.js';
import { Parser } from 'pg-protocol/dist/parser.js';
import type { QueryResult } from './sql-connection.ts';
import { parserOf } from './type-parsers.ts';

/** Everything one answer of the server held. */
export interface WireAnswer {
  readonly results: QueryResult[];
  readonly error: Error | undefined;
  readonly parsed: boolean;
  /** Status after each part sent: `I` idle, `T` in a transaction, `E` in a failed one. */
  readonly states: string[];
  readonly notifications: { channel: string; payload: string }[];
}

interface Field {
  name: string;
  dataTypeID: number;
}
interface AnyMessage {
  fields: Field[] & (string | null)[];
  text: string;
  status: string;
  channel: string;
  payload: string;
}

type RowReader = (values: readonly (string | null)[]) => unknown;

function rowReader(fields: readonly Field[], asArray: boolean): RowReader {
  const parsers = fields.map((field) => parserOf(field.dataTypeID));
  const value = (text: string | null | undefined, index: number) =>
    text === null || text === undefined ? null : parsers[index]?.(text);
  if (asArray) return (values) => values.map(value);
  const names = fields.map((field) => field.name);
  return (values) => {
    const row: Record<string, unknown> = {};
    for (let i = 0; i < names.length; i += 1) row[names[i] ?? ''] = value(values[i], i);
    return row;
  };
}

/** `INSERT 0 3` → INSERT, 3; `CREATE TABLE` → CREATE, 0. */
export function readCommandTag(tag: string): { command: string; count: number } {
  const space = tag.indexOf(' ');
  if (space < 0) return { command: tag, count: 0 };
  const count = Number(tag.slice(tag.lastIndexOf(' ') + 1));
  return { command: tag.slice(0, space), count: Number.isNaN(count) ? 0 : count };
}

const parser = new Parser();

/** Reads one whole answer: every message up to the last ReadyForQuery. */
export function readAnswer(bytes: Buffer, asArray: boolean): WireAnswer {
  const results: QueryResult[] = [];
  const states: string[] = [];
  const notifications: { channel: string; payload: string }[] = [];
  let error: Error | undefined;
  let parsed = false;
  let rows: unknown[] = [];
  let read: RowReader = () => null;

  const handlers: Record<string, (message: AnyMessage) => void> = {
    parseComplete: () => {
      parsed = true;
    },
    rowDescription: (message) => {
      read = rowReader(message.fields, asArray);
    },
    dataRow: (message) => {
      rows.push(read(message.fields));
    },
    commandComplete: (message) => {
      const { command, count } = readCommandTag(message.text);
      results.push({
        rows: trusted<Record<string, unknown>[]>(rows, 'built by the row reader'),
        rowCount: count,
        command,
      });
      rows = [];
    },
    readyForQuery: (message) => {
      states.push(message.status);
    },
    notification: (message) => {
      notifications.push({ channel: message.channel, payload: message.payload });
    },
  };
  parser.parse(bytes, (message: BackendMessage) => {
    if (message instanceof pg.DatabaseError) error ??= message;
    else handlers[message.name]?.(trusted<AnyMessage>(message, 'each handler reads the fields of its own message'));
  });
  return { results, error, parsed, states, notifications };
}
