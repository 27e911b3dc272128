import { trusted } from '@agentforge/kernel/trust';
import { PgDialect } from 'drizzle-orm/pg-core';
import { PgRemoteDatabase, type RemoteCallback } from 'drizzle-orm/pg-proxy';
import { PgRemoteSession } from 'drizzle-orm/pg-proxy/session';
import type { SqlConnection } from './sql-connection.ts';

/** Drizzle's query builder. `update` and `delete` answer rows only through `.returning()`. */
export type Orm = PgRemoteDatabase<Record<string, never>>;

const dialect = new PgDialect();

interface CacheHook {
  queryWithCache(text: string, params: unknown[], run: () => Promise<unknown>): Promise<unknown>;
}

const passThrough: CacheHook['queryWithCache'] = (_text, _params, run) => run();

type Session = PgRemoteSession<Record<string, never>, Record<string, never>>;
const basePrepare = PgRemoteSession.prototype.prepareQuery;

/** Drizzle wraps errors into one whose message quotes every parameter; here PostgreSQL's error comes through as it is. */
class PlainErrorSession extends PgRemoteSession<Record<string, never>, Record<string, never>> {}

function preparePlain(this: Session, ...args: Parameters<typeof basePrepare>): ReturnType<typeof basePrepare> {
  const prepared = basePrepare.apply(this, args);
  trusted<CacheHook>(prepared, 'PgPreparedQuery has this protected method').queryWithCache = passThrough;
  return prepared;
}
PlainErrorSession.prototype.prepareQuery = trusted<typeof basePrepare>(preparePlain, 'same arguments, same answer');

const asArrays = { rowMode: 'array' } as const;

/** A query builder over one connection. Cheap: dialect and mappers are shared, so each transaction has its own. */
export function createOrm(connection: Pick<SqlConnection, 'query'>): Orm {
  const callback: RemoteCallback = (text, params, method) =>
    method === 'all' ? connection.query(text, params, asArrays) : connection.query(text, params);
  const session = new PlainErrorSession(callback, dialect, undefined);
  return new PgRemoteDatabase(dialect, session, undefined);
}
