import { AppError } from '@agentforge/kernel/errors';
import type { Database } from './database.ts';
import { databaseErrorOf, isConnectionLoss, sqlStateOf } from './database-errors.ts';
import { type MigrationFile, readMigrationFiles } from './migration-files.ts';
import { ensureRoles } from './roles.ts';
import { applySecurity, type SecurityOptions } from './row-security.ts';
import type { SqlConnection } from './sql-connection.ts';

export interface MigrateOptions extends SecurityOptions {
  /** Folder of the numbered `.sql` files. */
  readonly directory: string;
  /** Extensions to create first. Default `vector`; pass an empty list for a server without it. */
  readonly extensions?: readonly string[];
}

export interface MigrationReport {
  /** Names of the files applied now, in order. */
  readonly applied: readonly string[];
  /** Names the database has and this version does not: it was migrated by a newer one. */
  readonly unknown: readonly string[];
}

/** Any number; the same in every version, so that old and new processes wait for each other. */
const lockKey = 4_107_220_951;

const tableText = `CREATE TABLE IF NOT EXISTS agentforge_migrations (
  name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`;

async function ensureExtension(connection: SqlConnection, name: string): Promise<void> {
  const { rows } = await connection.query('select 1 from pg_extension where extname = $1', [name]);
  if (rows.length > 0) return;
  try {
    await connection.exec(`CREATE EXTENSION IF NOT EXISTS "${name}"`);
  } catch (error) {
    throw new AppError('internal', {
      detail:
        `The PostgreSQL extension "${name}" could not be created (${databaseErrorOf(error)?.message ?? 'no answer'}). ` +
        'Install it on the database server, or let an administrator run CREATE EXTENSION in this database.',
      cause: error,
    });
  }
}

interface AppliedRow {
  name: string;
  sha256: string;
}

function assertUnchanged(file: MigrationFile, applied: ReadonlyMap<string, string>): boolean {
  const hash = applied.get(file.name);
  if (hash === undefined) return false;
  if (hash === file.sha256) return true;
  throw new AppError('conflict', {
    detail: `The migration ${file.name} was changed after it had been applied. Put the old text back and write a new migration.`,
  });
}

function pendingOf(files: readonly MigrationFile[], rows: readonly AppliedRow[]) {
  const applied = new Map(rows.map((row) => [row.name, row.sha256]));
  const known = new Set(files.map((file) => file.name));
  return {
    pending: files.filter((file) => !assertUnchanged(file, applied)),
    unknown: rows.map((row) => row.name).filter((name) => !known.has(name)),
  };
}

async function inTransaction(connection: SqlConnection, run: () => Promise<void>): Promise<void> {
  await connection.exec('BEGIN');
  try {
    await run();
    await connection.exec('COMMIT');
  } catch (error) {
    if (!isConnectionLoss(error)) await connection.exec('ROLLBACK');
    throw error;
  }
}

function failure(name: string, error: unknown): AppError {
  if (AppError.is(error)) return error;
  const found = databaseErrorOf(error);
  return new AppError('internal', {
    detail: `The migration ${name} failed and was rolled back: ${found?.message ?? 'the database did not answer'}.`,
    cause: error,
  });
}

async function apply(connection: SqlConnection, file: MigrationFile, options: MigrateOptions): Promise<void> {
  try {
    await inTransaction(connection, async () => {
      for (const statement of file.statements) await connection.exec(statement);
      await applySecurity(connection, options);
      await connection.query('insert into agentforge_migrations (name, sha256) values ($1, $2)', [
        file.name,
        file.sha256,
      ]);
    });
  } catch (error) {
    throw failure(file.name, error);
  }
}

async function prepare(connection: SqlConnection, options: MigrateOptions): Promise<void> {
  for (const extension of options.extensions ?? ['vector']) await ensureExtension(connection, extension);
  await ensureRoles(connection);
  await connection.exec(tableText);
}

async function migrateLocked(connection: SqlConnection, options: MigrateOptions): Promise<MigrationReport> {
  const files = await readMigrationFiles(options.directory);
  await prepare(connection, options);
  const { rows } = await connection.query<AppliedRow>('select name, sha256 from agentforge_migrations order by name');
  const { pending, unknown } = pendingOf(files, rows);
  for (const file of pending) await apply(connection, file, options);
  await inTransaction(connection, async () => {
    await applySecurity(connection, options);
  });
  return { applied: pending.map((file) => file.name), unknown };
}

/**
 * Brings the database to the newest migration, each file in its own transaction together with its row security.
 * Safe from many processes at once and after being killed half-way. Throws AppError `conflict` for a changed file,
 * `internal` for one that fails (that file is rolled back; earlier ones stay).
 */
export async function migrate(database: Database, options: MigrateOptions): Promise<MigrationReport> {
  return database.withConnection(async (connection) => {
    if (database.kind === 'pglite') return migrateLocked(connection, options);
    await connection.exec('SET statement_timeout = 0; SET lock_timeout = 0');
    await connection.query('select pg_advisory_lock($1)', [lockKey]);
    // After an error the connection is thrown away, and the lock with it.
    const report = await migrateLocked(connection, options);
    await connection.exec(`SELECT pg_advisory_unlock(${lockKey}); RESET statement_timeout; RESET lock_timeout`);
    return report;
  });
}

/** Names of the migrations not applied yet, for readiness. Throws `conflict` for a changed file. */
export async function pendingMigrations(database: Database, directory: string): Promise<readonly string[]> {
  const files = await readMigrationFiles(directory);
  return database.withConnection(async (connection) => {
    try {
      const { rows } = await connection.query<AppliedRow>(
        'select name, sha256 from agentforge_migrations order by name',
      );
      return pendingOf(files, rows).pending.map((file) => file.name);
    } catch (error) {
      if (sqlStateOf(error) === '42P01') return files.map((file) => file.name);
      throw error;
    }
  });
}
