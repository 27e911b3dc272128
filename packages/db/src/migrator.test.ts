import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from './database.ts';
import { migrate, pendingMigrations } from './migrator.ts';
import { openPglite } from './pglite-database.ts';
import { openPostgres } from './postgres-database.ts';
import { applySecurity } from './row-security.ts';
import { schemaDump } from './schema-dump.ts';
import { createBackends, fixtureMigrations, tenantA, tenantB } from './test-backends.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'agentforge-migrations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of the fixture migrations with more files. */
function migrationsWith(name: string, files: Record<string, string>) {
  const directory = join(folder, name);
  cpSync(fixtureMigrations.directory, directory, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(directory, file), text);
  return { ...fixtureMigrations, directory };
}

describe.each(createBackends())('migrator on $name', (backend) => {
  describe.skipIf(!backend.installed)('(skipped where PostgreSQL is not installed)', () => {
    const opened: Database[] = [];
    async function open(migrations?: typeof fixtureMigrations): Promise<Database> {
      const database = await backend.open(migrations);
      opened.push(database);
      return database;
    }
    beforeAll(() => backend.start(), 60_000);
    afterAll(async () => {
      await Promise.all(opened.map((database) => database.close()));
      await backend.stop();
    }, 30_000);

    it('applies each file once, in order', async () => {
      const database = await open();
      expect(await pendingMigrations(database, fixtureMigrations.directory)).toEqual(['0000_first', '0001_events']);
      expect((await migrate(database, fixtureMigrations)).applied).toEqual(['0000_first', '0001_events']);
      expect(await pendingMigrations(database, fixtureMigrations.directory)).toEqual([]);
      const before = await schemaDump(database);
      expect((await migrate(database, fixtureMigrations)).applied).toEqual([]);
      expect(await schemaDump(database)).toBe(before);
    }, 30_000);

    it('has nothing to do for the security of an unchanged database', async () => {
      const database = await open(fixtureMigrations);
      expect(await database.withConnection((connection) => applySecurity(connection, fixtureMigrations))).toBe(0);
    }, 30_000);

    it('protects every table with a tenant, and repairs what someone opened', async () => {
      const database = await open(fixtureMigrations);
      const before = await schemaDump(database);
      await database.withConnection((connection) =>
        connection.exec(`alter table agents no force row level security; create policy open on agents using (true);
          drop policy tenant_isolation on runs; grant delete on audit_records to agentforge_app; grant select on secrets to agentforge_app`),
      );
      expect(await schemaDump(database)).not.toBe(before);
      await migrate(database, fixtureMigrations);
      expect(await schemaDump(database)).toBe(before);
      const text = `select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
        where a.attname = 'tenant_id' and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
        and not (c.relrowsecurity and c.relforcerowsecurity and 2 = (select count(*) from pg_policy p where p.polrelid = c.oid))`;
      expect((await database.withConnection((connection) => connection.query(text))).rows).toEqual([]);
    }, 30_000);

    it('ends at the same schema fresh and step by step', async () => {
      const more = migrationsWith(`${backend.name}-more`, {
        '0002_more.sql':
          'alter table agents add column note text;\n--> statement-breakpoint\ncreate index agents_note on agents (tenant_id, note);',
      });
      const stepped = await open(fixtureMigrations);
      expect((await migrate(stepped, more)).applied).toEqual(['0002_more']);
      const fresh = await open();
      await migrate(fresh, more);
      expect(await schemaDump(stepped)).toBe(await schemaDump(fresh));
      expect((await migrate(stepped, fixtureMigrations)).unknown).toEqual(['0002_more']);
    }, 30_000);

    it('refuses a file that was changed after it had been applied', async () => {
      const database = await open(fixtureMigrations);
      const changed = migrationsWith(`${backend.name}-changed`, { '0001_events.sql': 'select 1' });
      await expect(migrate(database, changed)).rejects.toMatchObject({ code: 'conflict' });
      await expect(pendingMigrations(database, changed.directory)).rejects.toThrow('0001_events was changed');
      const returned = migrationsWith(`${backend.name}-returned`, {});
      expect((await migrate(database, returned)).applied).toEqual([]);
    }, 30_000);

    it('rolls a failing file back, keeps the earlier ones, and goes on once it is mended', async () => {
      const text = 'create table half (id text);\n--> statement-breakpoint\nselect broken';
      const broken = migrationsWith(`${backend.name}-broken`, { '0002_half.sql': text });
      const database = await open();
      await expect(migrate(database, broken)).rejects.toThrow(/0002_half failed and was rolled back: column "broken"/);
      expect(await pendingMigrations(database, broken.directory)).toEqual(['0002_half']);
      writeFileSync(join(broken.directory, '0002_half.sql'), 'create table half (id text)');
      expect((await migrate(database, broken)).applied).toEqual(['0002_half']);
    }, 30_000);

    it('refuses two files with one number', async () => {
      const twins = migrationsWith(`${backend.name}-twins`, { '0001_other.sql': 'select 1' });
      await expect(migrate(await open(), twins)).rejects.toThrow('Two migrations have the number 0001');
    }, 30_000);

    it('tells what to do when an extension cannot be had', async () => {
      const options = { ...fixtureMigrations, extensions: ['no_such_extension'] };
      await expect(migrate(await open(), options)).rejects.toThrow(
        /"no_such_extension" could not be created .* administrator/,
      );
    }, 30_000);
  });
});

const child = fileURLToPath(new URL('../fixtures/migrate-child.ts', import.meta.url));
const slow = { '0002_slow.sql': 'create table slow (id text);\n--> statement-breakpoint\nselect pg_sleep(60)' };
const quick = 'create table slow (id text)';

/** Starts a migration that hangs in its third file and kills the process there. */
async function killHalfWay(kind: string, target: string, directory: string, hangs: () => Promise<unknown>) {
  const migrating = spawn(process.execPath, [child, kind, target, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: migrating.stdout })[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe('opened');
  await hangs();
  const exited = new Promise((resolve) => migrating.once('exit', resolve));
  migrating.kill('SIGKILL');
  await exited;
  expect((await lines.next()).value).toBeUndefined();
}

describe('migrator killed half-way', () => {
  it('resumes on PGlite', async () => {
    const migrations = migrationsWith('kill-pglite', slow);
    const directory = join(folder, 'killed');
    await killHalfWay('pglite', directory, migrations.directory, () => delay(2500));
    writeFileSync(join(migrations.directory, '0002_slow.sql'), quick);
    const database = await openPglite({ directory });
    expect((await migrate(database, migrations)).applied).toContain('0002_slow');
    expect(await database.withTenant(tenantA, (tx) => tx.query('select * from agents'))).toMatchObject({ rowCount: 0 });
    await database.close();
  }, 90_000);
});

describe.skipIf(createBackends().some((backend) => !backend.installed))('migrator on a shared server', () => {
  let server: TestServer | undefined;
  beforeAll(async () => {
    server = await startTestServer();
  }, 60_000);
  afterAll(() => server?.stop());

  const openAdmin = () => openPostgres({ url: server?.url ?? '' });
  async function createDatabase(name: string): Promise<string> {
    const admin = openAdmin();
    await admin.withConnection((connection) => connection.exec(`create database ${name}`));
    await admin.close();
    return (server?.url ?? '').replace(/postgres$/, name);
  }

  it('runs once when many processes start together', async () => {
    const url = await createDatabase('together');
    const databases = Array.from({ length: 4 }, () => openPostgres({ url }));
    const reports = await Promise.all(databases.map((database) => migrate(database, fixtureMigrations)));
    expect(reports.flatMap((report) => report.applied)).toEqual(['0000_first', '0001_events']);
    await Promise.all(databases.map((database) => database.close()));
  }, 30_000);

  it('makes the shared roles once when many databases of one server start together', async () => {
    const admin = openAdmin();
    const drops = [
      'database if exists together with (force)',
      'role if exists agentforge_app',
      'role if exists agentforge_system',
    ];
    for (const text of drops) await admin.withConnection((connection) => connection.exec(`drop ${text}`));
    await admin.close();
    const names = ['first_of_many', 'second_of_many', 'third_of_many', 'fourth_of_many'];
    const urls = [];
    for (const name of names) urls.push(await createDatabase(name));
    const databases = urls.map((url) => openPostgres({ url }));
    const reports = await Promise.all(databases.map((database) => migrate(database, fixtureMigrations)));
    expect(reports.map((report) => report.applied.length)).toEqual([2, 2, 2, 2]);
    await Promise.all(databases.map((database) => database.close()));
  }, 60_000);

  it('resumes after a kill', async () => {
    const url = await createDatabase('killed');
    const migrations = migrationsWith('kill-server', slow);
    const database = openPostgres({ url });
    const sleeping = "select pid from pg_stat_activity where query like '%pg_sleep(60)%' and pid <> pg_backend_pid()";
    const find = () => database.withConnection((connection) => connection.query<{ pid: number }>(sleeping));
    await killHalfWay('postgresql', url, migrations.directory, async () => {
      while ((await find()).rows.length === 0) await delay(50);
    });
    // The server notices a dead client only when it next writes to it; an operator would wait or do the same.
    await database.withConnection((connection) =>
      connection.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(60)%' and pid <> pg_backend_pid()",
      ),
    );
    writeFileSync(join(migrations.directory, '0002_slow.sql'), quick);
    expect((await migrate(database, migrations)).applied).toEqual(['0002_slow']);
    await database.close();
  }, 60_000);

  it('needs no superuser, and holds for the owner of the tables too', async () => {
    const admin = openAdmin();
    for (const text of ['create role installer login createrole', 'create database owned owner installer']) {
      await admin.withConnection((connection) => connection.exec(text));
    }
    await admin.close();
    const url = (server?.url ?? '').replace('agentforge@', 'installer@').replace(/postgres$/, 'owned');
    const database = openPostgres({ url });
    await migrate(database, fixtureMigrations);
    await database.withTenant(tenantA, (tx) =>
      tx.query('insert into agents (tenant_id, id, name) values ($1, $2, $3)', [tenantA, 'a', 'a']),
    );
    const others = await database.withTenant(tenantB, (tx) => tx.query('select * from agents'));
    expect(others.rowCount).toBe(0);
    await database.close();
  }, 60_000);
});
