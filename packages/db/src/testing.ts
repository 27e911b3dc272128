import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Database, WarningSink } from './database.ts';
import { type MigrateOptions, migrate } from './migrator.ts';
import { openPglite } from './pglite-database.ts';
import { openPostgres } from './postgres-database.ts';
import { testImage } from './test-image.ts';

export interface TestDatabaseOptions {
  /** What to migrate to; without it the database is empty. */
  readonly migrations?: MigrateOptions;
  /** Server to make an own database on. Default: AGENTFORGE_TEST_DATABASE_URL; when empty PGlite in memory. */
  readonly serverUrl?: string;
  readonly onWarning?: WarningSink;
}

async function administer(serverUrl: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

async function openOnServer(serverUrl: string, options: TestDatabaseOptions): Promise<Database> {
  const name = `agentforge_test_${randomBytes(6).toString('hex')}`;
  await administer(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const database = openPostgres({ url: url.href, ...warning(options) });
  const close = database.close.bind(database);
  const drop = async () => {
    await close();
    await administer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
  try {
    if (options.migrations !== undefined) await migrate(database, options.migrations);
  } catch (error) {
    await drop();
    throw error;
  }
  return Object.assign(database, { close: drop });
}

function warning({ onWarning }: TestDatabaseOptions): { onWarning?: WarningSink } {
  return onWarning === undefined ? {} : { onWarning };
}

/**
 * A migrated, empty database of its own for one test file: PGlite in memory from a cached image (about 0.3 s), or a
 * new database on `serverUrl`. `close` removes it.
 */
export async function openTestDatabase(options: TestDatabaseOptions = {}): Promise<Database> {
  const serverUrl = options.serverUrl ?? process.env['AGENTFORGE_TEST_DATABASE_URL'] ?? '';
  if (serverUrl !== '') return openOnServer(serverUrl, options);
  return openPglite({ image: await testImage(options.migrations), ...warning(options) });
}
