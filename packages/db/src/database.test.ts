import { AppError } from '@agentforge/kernel/errors';
import { eq } from 'drizzle-orm';
import { text } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json } from './column-types.ts';
import type { Database, Tx } from './database.ts';
import { isForeignKeyViolation, isUniqueViolation, sqlStateOf } from './database-errors.ts';
import { tenantReference, tenantTable, timestamps } from './tenant-table.ts';
import { createBackends, fixtureMigrations, tenantA, tenantB } from './test-backends.ts';

const agents = tenantTable('agents', {
  name: text('name').notNull(),
  settings: json<object>('settings'),
  ...timestamps(),
});
const runs = tenantTable('runs', { agentId: text('agent_id').notNull() }, (table) => [
  tenantReference({ from: [table.tenantId, table.agentId], to: agents }),
]);

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

const countAgents = async (tx: Tx) => (await tx.query<{ n: number }>('select count(*) as n from agents')).rows[0]?.n;

describe.each(createBackends())('database on $name', (backend) => {
  describe.skipIf(!backend.installed)('(skipped where PostgreSQL is not installed)', () => {
    let database: Database;
    const warnings: string[] = [];
    beforeAll(async () => {
      await backend.start();
      database = await backend.open(fixtureMigrations, (message) => warnings.push(message));
      await database.withTenant(tenantA, (tx) =>
        tx.orm.insert(agents).values({ tenantId: tenantA, id: 'agent_1', name: 'One' }),
      );
    }, 60_000);
    afterAll(async () => {
      await database.close();
      await backend.stop();
    }, 30_000);

    it('shows a tenant its own rows only', async () => {
      expect(await database.withTenant(tenantA, countAgents)).toBe(1);
      expect(await database.withTenant(tenantB, countAgents)).toBe(0);
      expect(await database.withSystem('count all', countAgents)).toBe(1);
    });

    it('shows nothing without a tenant, also after a tenant was set on the same connection', async () => {
      const count = await database.withConnection(async (connection) => {
        await connection.exec("begin; set local role agentforge_app; set local app.tenant_id = 'x'; commit; begin");
        await connection.exec('set local role agentforge_app');
        const { rows } = await connection.query('select * from agents');
        await connection.exec('rollback');
        return rows.length;
      });
      expect(count).toBe(0);
    });

    it('refuses to write into another tenant', async () => {
      const insert = database.withTenant(tenantB, (tx) =>
        tx.orm.insert(agents).values({ tenantId: tenantA, id: 'x', name: 'X' }),
      );
      expect(sqlStateOf(await failureOf(insert))).toBe('42501');
      const changed = await database.withTenant(tenantB, (tx) =>
        tx.orm.update(agents).set({ name: 'stolen' }).where(eq(agents.id, 'agent_1')).returning({ id: agents.id }),
      );
      expect(changed).toEqual([]);
    });

    it('leaves neither tenant nor role behind, also after errors', async () => {
      await failureOf(database.withTenant(tenantA, (tx) => tx.query('select broken')));
      await failureOf(database.withTenant(tenantA, async () => Promise.reject(new Error('own'))));
      const text = "select current_user::text as name, nullif(current_setting('app.tenant_id', true), '') as tenant";
      const { rows } = await database.withConnection((connection) => connection.query(text));
      expect(rows).toEqual([{ name: expect.not.stringMatching(/agentforge_app/), tenant: null }]);
      expect(await database.withTenant(tenantB, countAgents)).toBe(0);
    });

    it('refuses ids that are not ids, before any SQL', async () => {
      for (const id of ["tenant_x'; drop table agents; --", '', `${tenantA}\n`, tenantA.toUpperCase()]) {
        const error = await failureOf(database.withTenant(id, countAgents));
        expect(AppError.is(error) && error.code).toBe('malformed_request');
      }
    });

    it('refuses a reference to a parent of another tenant', async () => {
      const row = { tenantId: tenantB, id: 'run_1', agentId: 'agent_1' };
      const error = await failureOf(database.withTenant(tenantB, (tx) => tx.orm.insert(runs).values(row)));
      expect(isForeignKeyViolation(error, 'runs_agent')).toBe(true);
    });

    it('grants what the migrator was told', async () => {
      const event = `insert into run_events (tenant_id, id) values ('${tenantA}', 'evt_1')`;
      const record = `insert into audit_records (tenant_id, id) values ('${tenantA}', 'audit_1')`;
      await database.withTenant(tenantA, async (tx) => [await tx.query(event), await tx.query(record)]);
      const asTenant = (text: string) =>
        failureOf(database.withTenant(tenantA, (tx) => tx.query(text))).then(sqlStateOf);
      const asSystem = (text: string) =>
        failureOf(database.withSystem('test', (tx) => tx.query(text))).then(sqlStateOf);
      expect(await asTenant("update run_events set id = 'x'")).toBe('42501');
      expect(await asTenant('delete from run_events')).toBe('42501');
      expect(await asSystem("update run_events set id = 'x'")).toBe('42501');
      expect(await asSystem('delete from run_events')).toBeUndefined();
      expect(await asSystem('delete from audit_records')).toBe('42501');
      expect(await asTenant('truncate agents')).toBe('42501');
      expect(await asTenant('select * from plans')).toBeUndefined();
      expect(await asTenant("insert into plans values ('x', 'x')")).toBe('42501');
      expect(await asTenant('select * from secrets')).toBe('42501');
      expect(await asSystem("insert into secrets values ('x')")).toBeUndefined();
      expect(await asSystem('delete from agentforge_migrations')).toBe('42501');
    });

    it("gives PostgreSQL's own error, without quoting parameters", async () => {
      const again = { tenantId: tenantA, id: 'agent_1', name: 'secret-value' };
      const error = await failureOf(database.withTenant(tenantA, (tx) => tx.orm.insert(agents).values(again)));
      expect(isUniqueViolation(error, 'agents_pkey')).toBe(true);
      expect(error instanceof Error && error.message).not.toContain('secret-value');
    });

    it('rolls back everything when the callback throws', async () => {
      const failing = database.withTenant(tenantA, async (tx) => {
        await tx.orm.insert(agents).values({ tenantId: tenantA, id: 'agent_2', name: 'Two' });
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toThrow('changed my mind');
      expect(await database.withTenant(tenantA, countAgents)).toBe(1);
    });

    it('says so when a swallowed error has undone the transaction', async () => {
      const swallowing = database.withTenant(tenantA, (tx) => failureOf(tx.query('select broken')));
      await expect(swallowing).rejects.toThrow('nothing was saved');
    });

    it('refuses use after the end, also by the query builder', async () => {
      let kept: Tx | undefined;
      await database.withTenant(tenantA, async (tx) => {
        kept = tx;
        await tx.orm.select().from(agents);
      });
      await expect(kept?.query('select 1')).rejects.toThrow('after it had ended');
      await expect(kept?.orm.select().from(agents)).rejects.toThrow('after it had ended');
      expect(() => kept?.afterCommit(() => {})).toThrow('after it had ended');
    });

    it('refuses a transaction inside another instead of waiting for itself', async () => {
      const nested = database.withTenant(tenantA, () => database.withTenant(tenantA, countAgents));
      await expect(nested).rejects.toThrow('inside another');
      expect(await database.withTenant(tenantA, countAgents)).toBe(1);
    });

    it('keeps the transaction usable after a failed savepoint', async () => {
      const count = await database.withTenant(tenantA, async (tx) => {
        await tx.savepoint(() => tx.orm.insert(agents).values({ tenantId: tenantA, id: 'agent_3', name: 'Three' }));
        await failureOf(tx.savepoint(() => tx.query('select broken')));
        const found = await countAgents(tx);
        await tx.orm.delete(agents).where(eq(agents.id, 'agent_3'));
        return found;
      });
      expect(count).toBe(2);
    });

    it('runs afterCommit in order, only after a commit, and reports failures', async () => {
      const seen: string[] = [];
      await database.withTenant(tenantA, async (tx) => {
        tx.afterCommit(async () => {
          seen.push(`first sees ${await database.withTenant(tenantA, countAgents)}`);
          throw new Error('listener failed');
        });
        tx.afterCommit(() => void seen.push('second'));
        seen.push('inside');
      });
      await failureOf(
        database.withTenant(tenantA, async (tx) => {
          tx.afterCommit(() => void seen.push('never'));
          throw new Error('no');
        }),
      );
      expect(seen).toEqual(['inside', 'first sees 1', 'second']);
      expect(warnings.filter((message) => message.includes('follow a saved change'))).toHaveLength(1);
    });

    it('refuses writes in a read-only transaction', async () => {
      const writing = database.withTenant(tenantA, (tx) => tx.query("update agents set name = 'x'"), {
        readOnly: true,
      });
      expect(sqlStateOf(await failureOf(writing))).toBe('25006');
      expect(await database.withTenant(tenantA, countAgents, { readOnly: true })).toBe(1);
    });

    it('repeats a lost transaction only when it says it may', async () => {
      let runsDone = 0;
      const losing = async (tx: Tx) => {
        runsDone += 1;
        if (runsDone < 3) await tx.query("do $$ begin raise exception 'lost' using errcode = '40001'; end $$");
        return runsDone;
      };
      expect(await database.withTenant(tenantA, losing, { retryable: true })).toBe(3);
      runsDone = 0;
      expect(sqlStateOf(await failureOf(database.withTenant(tenantA, losing)))).toBe('40001');
      expect(runsDone).toBe(1);
    });

    it('delivers notifications of committed transactions to all listeners of the channel', async () => {
      const seen: string[] = [];
      const arrived = Promise.withResolvers<void>();
      const stopFirst = await database.listen('some channel', (payload) => seen.push(payload));
      const stopSecond = await database.listen('some channel', () => arrived.resolve());
      await failureOf(
        database.withTenant(tenantA, async (tx) => {
          await tx.notify('some channel', 'rolled back');
          throw new Error('no');
        }),
      );
      await database.withTenant(tenantA, async (tx) => {
        await tx.notify('some channel', 'committed');
        expect(seen).toEqual([]);
      });
      await arrived.promise;
      expect(seen).toEqual(['committed']);
      await Promise.all([stopFirst(), stopSecond()]);
    });

    it('keeps concurrent transactions apart', async () => {
      const tasks = Array.from({ length: 30 }, (_, index) => {
        const tenant = index % 2 === 0 ? tenantA : tenantB;
        const text = "select current_setting('app.tenant_id') as tenant, $1::int as index";
        return database.withTenant(tenant, async (tx) => {
          const { rows } = await tx.query(text, [index]);
          expect(rows).toEqual([{ tenant, index }]);
          return countAgents(tx);
        });
      });
      expect(await Promise.all(tasks)).toEqual(Array.from({ length: 30 }, (_, index) => (index % 2 === 0 ? 1 : 0)));
      expect(database.usage().waiting).toBe(0);
    });

    it('gives a borrowed connection back clean, and useless to whoever keeps it', async () => {
      const kept = await database.withConnection(async (connection) => connection);
      await expect(kept.query('select 1')).rejects.toThrow('given back');
      const failing = database.withConnection(async (connection) => {
        await connection.exec(`begin; set local app.tenant_id = '${tenantA}'`);
        throw new Error('left open');
      });
      await expect(failing).rejects.toThrow('left open');
      const text = "select nullif(current_setting('app.tenant_id', true), '') as tenant";
      const { rows } = await database.withConnection((connection) => connection.query(text));
      expect(rows).toEqual([{ tenant: null }]);
    });

    it('survives many failed statements and prepared ones of every shape', async () => {
      for (let round = 0; round < 60; round += 1) {
        expect(
          sqlStateOf(await failureOf(database.withTenant(tenantA, (tx) => tx.query('select 1 / $1::int', [0])))),
        ).toBe('22012');
        expect(sqlStateOf(await failureOf(database.withTenant(tenantA, (tx) => tx.query('selec $1', [round]))))).toBe(
          '42601',
        );
        await database.withTenant(tenantA, async (tx) => {
          expect((await tx.query('select $1::int + 1 as n', [round])).rows).toEqual([{ n: round + 1 }]);
        });
      }
    });

    it('forgets a prepared statement whose result a migration has changed', async () => {
      const read = () =>
        database.withTenant(tenantA, (tx) => tx.query('select * from agents where id = $1', ['agent_1']));
      for (let i = 0; i < 4; i += 1) await read();
      await database.withConnection((connection) => connection.exec('alter table agents add column note text'));
      const outcomes = [];
      for (let i = 0; i < 12; i += 1) outcomes.push(await failureOf(read()));
      expect(outcomes.at(-1)).toBeUndefined();
      await database.withConnection((connection) => connection.exec('alter table agents drop column note'));
    });

    it('answers its health check', async () => {
      await expect(database.check()).resolves.toBeUndefined();
    });
  });
});
