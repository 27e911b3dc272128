import type { Database } from './database.ts';
import { openPglite, type PgliteOptions } from './pglite-database.ts';
import { openPostgres, type PostgresOptions } from './postgres-database.ts';

export type DatabaseOptions = ({ kind: 'pglite' } & PgliteOptions) | ({ kind: 'postgresql' } & PostgresOptions);

/** Opens either database behind the one port. Throws AppError `unavailable` when the data folder is in use. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  return options.kind === 'pglite' ? openPglite(options) : openPostgres(options);
}
