import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from './database.ts';
import { sqlStateOf } from './database-errors.ts';
import { migrate } from './migrator.ts';
import { openPostgres } from './postgres-database.ts';
import { createBackends, fixtureMigrations, tenantA } from './test-backends.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const unavailable = { code: 'unavailable', status: 503 };

async function eventually(condition: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await condition())) await delay(50);
}

const answers = (database: Database) => () =>
  database.check().then(
    () => true,
    () => false,
  );

describe('PostgreSQL that cannot be reached', () => {
  it('is "unavailable", at once and without ending the process', async () => {
    const database = openPostgres({ url: 'postgresql://nobody@127.0.0.1:9/nothing', connectTimeoutMilliseconds: 2000 });
    await expect(database.withTenant(tenantA, async () => 1)).rejects.toMatchObject(unavailable);
    await expect(database.check()).rejects.toMatchObject(unavailable);
    await expect(database.listen('x', () => {})).rejects.toMatchObject(unavailable);
    await database.close();
    await expect(database.check()).rejects.toThrow('closed');
  });
});

describe.skipIf(createBackends().some((backend) => !backend.installed))('PostgreSQL', () => {
  let server: TestServer | undefined;
  let database: Database;
  const warnings: string[] = [];
  const open = (options: object = {}) => openPostgres({ url: server?.url ?? '', ...options });

  beforeAll(async () => {
    server = await startTestServer();
    database = open({ onWarning: (message: string) => warnings.push(message) });
    await migrate(database, fixtureMigrations);
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await server?.stop();
  }, 30_000);

  it('ends statements that take too long', async () => {
    const hasty = open({ statementTimeoutMilliseconds: 100 });
    const failing = hasty.withTenant(tenantA, (tx) => tx.query('select pg_sleep(30)'));
    await expect(failing).rejects.toMatchObject(unavailable);
    expect(sqlStateOf(await failing.catch((error: unknown) => error))).toBe('57014');
    await expect(hasty.check()).resolves.toBeUndefined();
    await hasty.close();
  });

  it('does not wait for ever for a lock or for a connection', async () => {
    const narrow = open({ maximumConnections: 1, lockTimeoutMilliseconds: 100, connectTimeoutMilliseconds: 200 });
    await database.withTenant(tenantA, async (tx) => {
      await tx.query("insert into agents (tenant_id, id, name) values ($1, 'locked', 'x')", [tenantA]);
      const waiting = narrow.withTenant(tenantA, (other) =>
        other.query("insert into agents (tenant_id, id, name) values ($1, 'locked', 'x')", [tenantA]),
      );
      expect(sqlStateOf(await waiting.catch((error: unknown) => error))).toBe('55P03');
    });
    const release = Promise.withResolvers<void>();
    const holding = narrow.withTenant(tenantA, () => release.promise);
    await expect(narrow.check()).rejects.toMatchObject(unavailable);
    release.resolve();
    await holding;
    await narrow.close();
  });

  it('repeats the loser of a deadlock', async () => {
    await database.withTenant(tenantA, (tx) =>
      tx.query("insert into agents (tenant_id, id, name) values ($1, 'left', '0'), ($1, 'right', '0')", [tenantA]),
    );
    const bothHold = Promise.withResolvers<void>();
    let holders = 0;
    const cross = (first: string, second: string) =>
      database.withTenant(
        tenantA,
        async (tx) => {
          const touch = (id: string) => tx.query("update agents set name = name || '+' where id = $1", [id]);
          await touch(first);
          holders += 1;
          if (holders === 2) bothHold.resolve();
          await bothHold.promise;
          await touch(second);
        },
        { retryable: true },
      );
    await Promise.all([cross('left', 'right'), cross('right', 'left')]);
    expect(holders).toBeGreaterThanOrEqual(3);
    const { rows } = await database.withTenant(tenantA, (tx) =>
      tx.query("select name from agents where id in ('left', 'right')"),
    );
    expect(rows).toEqual([{ name: '0++' }, { name: '0++' }]);
  }, 20_000);

  it('runs nothing when the role cannot be taken', async () => {
    const rename = (from: string, to: string) =>
      database.withConnection((connection) => connection.exec(`alter role ${from} rename to ${to}`));
    await rename('agentforge_app', 'elsewhere');
    const insert = database.withTenant(tenantA, (tx) =>
      tx.query('insert into agents (tenant_id, id, name) values ($1, $2, $3)', [tenantA, 'unguarded', 'x']),
    );
    await expect(insert).rejects.toThrow('role "agentforge_app" does not exist');
    await rename('elsewhere', 'agentforge_app');
    const { rows } = await database.withSystem('test', (tx) => tx.query("select * from agents where id = 'unguarded'"));
    expect(rows).toEqual([]);
  });

  it('does not hand on a connection with an open transaction', async () => {
    const single = open({ maximumConnections: 1 });
    await single.withConnection((connection) => connection.exec('begin; create table never_committed (id text)'));
    const { rows } = await single.withConnection((connection) =>
      connection.query("select to_regclass('never_committed')::text as found"),
    );
    expect(rows).toEqual([{ found: null }]);
    await single.close();
  });

  it('answers "unavailable" while the server is gone, and works again by itself', async () => {
    const heard: string[] = [];
    const stop = await database.listen('news', (payload) => heard.push(payload), { onGap: () => heard.push('(gap)') });
    const inside = Promise.withResolvers<void>();
    const broken = database.withTenant(tenantA, async (tx) => {
      inside.resolve();
      await tx.query('select pg_sleep(60)');
    });
    await inside.promise;
    const [lost] = await Promise.all([broken.catch((error: unknown) => error), delay(200).then(() => server?.kill())]);
    expect(lost).toMatchObject(unavailable);
    await expect(database.withTenant(tenantA, (tx) => tx.query('select 1'))).rejects.toMatchObject(unavailable);
    await server?.start();
    await eventually(answers(database));
    await eventually(() => heard.includes('(gap)'));
    await database.withTenant(tenantA, (tx) => tx.notify('news', 'back'));
    await eventually(() => heard.includes('back'));
    expect(heard).toEqual(['(gap)', 'back']);
    expect(warnings.join()).toContain('it is being opened again');
    await stop();
  }, 60_000);

  it('outlives the loss of idle connections', async () => {
    await Promise.all([1, 2, 3].map(() => database.withTenant(tenantA, (tx) => tx.query('select pg_sleep(0.1)'))));
    const before = warnings.length;
    const admin = open();
    await admin.withConnection((connection) =>
      connection.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = $1',
        ['client backend'],
      ),
    );
    await admin.close();
    await eventually(() => warnings.length > before);
    await eventually(answers(database));
    await expect(database.withTenant(tenantA, (tx) => tx.query('select 1'))).resolves.toMatchObject({ rowCount: 1 });
  }, 20_000);
});
