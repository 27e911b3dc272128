import type { Database } from '@agentforge/db/database';
import { noTracing, type Tracing } from './tracing.ts';

/** The same database with a span per transaction. Without tracing it is the very database. */
export function traceDatabase(database: Database, tracing: Tracing): Database {
  if (tracing === noTracing) return database;
  const system = { 'db.system.name': 'postgresql' };
  return {
    kind: database.kind,
    withTenant: (tenantId, run, options) =>
      tracing.span('transaction tenant', system, () => database.withTenant(tenantId, run, options)),
    withSystem: (reason, run, options) =>
      tracing.span('transaction system', { ...system, 'agentforge.reason': reason }, () =>
        database.withSystem(reason, run, options),
      ),
    withConnection: (run) => database.withConnection(run),
    listen: (channel, handler, options) => database.listen(channel, handler, options),
    check: () => database.check(),
    usage: () => database.usage(),
    close: () => database.close(),
  };
}
