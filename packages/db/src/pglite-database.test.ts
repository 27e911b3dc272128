import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import { migrate } from './migrator.ts';
import { openPglite } from './pglite-database.ts';
import { fixtureMigrations, tenantA } from './test-backends.ts';
import { openTestDatabase } from './testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'agentforge-pglite-'));
const script = fileURLToPath(new URL('../fixtures/commit-child.ts', import.meta.url));
const children: ChildProcess[] = [];

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function startChild(directory: string) {
  const child = spawn(process.execPath, [script, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, next: async () => (await lines.next()).value ?? '' };
}

/** Kills the child after some commits; the number of the last one it had acknowledged, read to the end of its output. */
async function killWhileSaving(directory: string, commits: number): Promise<{ found: number; saved: number }> {
  const { child, next } = startChild(directory);
  const found = Number((await next()).replace('found ', ''));
  let saved = found;
  for (let line = await next(); line !== ''; line = await next()) {
    saved = Number(line.replace('saved ', ''));
    if (saved === found + commits) child.kill('SIGKILL');
  }
  return { found, saved };
}

describe('embedded database in a folder', () => {
  const directory = join(folder, 'database');

  it('syncs to the disk with every commit, keeps its rows, and refuses a second process', async () => {
    const database = await openPglite({ directory });
    await migrate(database, fixtureMigrations);
    const before = await database.syncs();
    for (let i = 0; i < 25; i += 1) {
      await database.withTenant(tenantA, (tx) =>
        tx.query('insert into agents (tenant_id, id, name) values ($1, $2, $3)', [tenantA, `agent_${i}`, 'x']),
      );
    }
    expect((await database.syncs()) - before).toBeGreaterThanOrEqual(25);

    const { next } = startChild(directory);
    expect(await next()).toMatch(/is in use by process \d+ on .*DATA_DIR/);
    await expect(openPglite({ directory })).rejects.toThrow('is in use by process');
    await database.close();

    const again = await openPglite({ directory });
    const { rows } = await again.withTenant(tenantA, (tx) => tx.query('select count(*) as n from agents'));
    expect(rows).toEqual([{ n: 25 }]);
    await again.close();
  }, 300_000);

  it('loses no acknowledged commit when killed, ten times over', async () => {
    let last = 0;
    for (let round = 0; round < 10; round += 1) {
      const { found, saved } = await killWhileSaving(directory, 5 + round * 3);
      expect(found).toBeGreaterThanOrEqual(last);
      expect(saved).toBeGreaterThan(found);
      last = saved;
    }
    const database = await openPglite({ directory });
    const { rows } = await database.withConnection((connection) =>
      connection.query<{ n: number; top: number }>('select count(*) as n, max(n) as top from acknowledged'),
    );
    await database.close();
    expect(rows[0]?.top).toBeGreaterThanOrEqual(last);
    expect(rows[0]?.n).toBe(rows[0]?.top);
  }, 600_000);
});

describe('embedded database in memory', () => {
  it('runs transactions one after the other, first come first served, and warns of long ones', async () => {
    const warnings: string[] = [];
    const database = await openPglite({ longHoldMilliseconds: 50, onWarning: (message) => warnings.push(message) });
    const order: number[] = [];
    const slow = database.withConnection(async () => {
      await new Promise((resolve) => setTimeout(resolve, 80));
      order.push(0);
    });
    const others = [1, 2, 3].map((n) => database.withConnection(async () => void order.push(n)));
    expect(database.usage()).toEqual({ open: 1, idle: 0, waiting: 3 });
    await Promise.all([slow, ...others]);
    expect(order).toEqual([0, 1, 2, 3]);
    expect(warnings).toEqual([expect.stringContaining('all others waited')]);
    await database.close();
    await expect(database.check()).rejects.toThrow('closed');
  }, 60_000);

  it('answers "unavailable" to everyone when its worker dies', async () => {
    const warnings: string[] = [];
    const workerUrl = new URL(
      'data:text/javascript,import{parentPort as p}from"node:worker_threads";p.postMessage({id:0,count:0});p.once("message",()=>process.exit(3))',
    );
    const database = await openPglite({ workerUrl, onWarning: (message) => warnings.push(message) });
    await expect(database.withTenant(tenantA, (tx) => tx.query('select 1'))).rejects.toMatchObject({
      code: 'unavailable',
    });
    await expect(database.check()).rejects.toMatchObject({ code: 'unavailable' });
    expect(warnings).toContain('The embedded database has stopped.');
    await database.close();
  });

  it('runs nothing when the role cannot be taken', async () => {
    const database = await openTestDatabase({ serverUrl: '' });
    await database.withConnection((connection) => connection.exec('create table notes (id text)'));
    const insert = database.withTenant(tenantA, (tx) => tx.query("insert into notes values ('unguarded')"));
    await expect(insert).rejects.toThrow('role "agentforge_app" does not exist');
    const { rows } = await database.withConnection((connection) => connection.query('select * from notes'));
    expect(rows).toEqual([]);
    await database.close();
  }, 60_000);

  it('says why it cannot start', async () => {
    const image = join(folder, 'missing.tar');
    await expect(openPglite({ image })).rejects.toThrow(/could not be opened: Unable to open file/);
  }, 30_000);

  it('starts from an image in which the migrations are done, and each opener has a copy of its own', async () => {
    const first = await openTestDatabase({ migrations: fixtureMigrations, serverUrl: '' });
    const second = await openTestDatabase({ migrations: fixtureMigrations, serverUrl: '' });
    await first.withSystem('test', (tx) => tx.query("insert into secrets values ('mine')"));
    const { rows } = await second.withSystem('test', (tx) => tx.query('select * from secrets'));
    expect(rows).toEqual([]);
    await Promise.all([first.close(), second.close()]);
  }, 60_000);

  it('works with a bundled worker beside a bundle', async () => {
    const outfile = fileURLToPath(new URL('../../../.cache/database-worker-test/pglite-worker.mjs', import.meta.url));
    const entryPoints = [fileURLToPath(new URL('./pglite-worker.ts', import.meta.url))];
    const external = ['@electric-sql/pglite', '@electric-sql/pglite/*', '@electric-sql/pglite-pgvector'];
    await build({ entryPoints, outfile, external, bundle: true, platform: 'node', format: 'esm', logLevel: 'silent' });
    const database = await openPglite({ workerUrl: new URL(`file://${outfile}`) });
    await expect(database.check()).resolves.toBeUndefined();
    await database.close();
  }, 60_000);
});
