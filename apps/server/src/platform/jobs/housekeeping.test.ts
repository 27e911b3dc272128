import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { silentLogger } from '../telemetry/logger.ts';
import { Housekeeping } from './housekeeping.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function count(text: string): Promise<number> {
  const { rows } = await world.database.withSystem('count for a test', (tx) => tx.query<{ n: number }>(text));
  return rows[0]?.n ?? -1;
}

async function seedOldAndNew(): Promise<void> {
  const { tenantId, userId } = world.first;
  await world.database.withSystem('seed rows of two ages', async (tx) => {
    for (const [name, age] of [
      ['old', '60 days'],
      ['new', '0 days'],
    ]) {
      const id = `evt_${name}`;
      await tx.query(
        `insert into idempotency_keys (tenant_id, id, principal, operation, key, request_hash, created_at)
          values ($1,$2,'p','o',$2,'h', now() - $3::interval)`,
        [tenantId, id, age],
      );
      await tx.query(
        `insert into outbox_events (tenant_id, id, type, data, created_at, next_try_at)
          values ($1,$2,'test.never','{}', now() - $3::interval, now() + interval '1 day')`,
        [tenantId, id, age],
      );
      await tx.query(
        `insert into sessions (tenant_id, id, user_id, cookie_hash, refresh_hash, expires_at)
          values ($1,$2,$3,'c','r', now() + interval '1 hour' - $4::interval)`,
        [tenantId, `sess_${name}`, userId, age],
      );
      await tx.query(`insert into login_failures (email_hash, count, last_at) values ($1, 3, now() - $2::interval)`, [
        `hash-${name}`,
        age,
      ]);
    }
  });
}

describe('housekeeping', () => {
  it('removes what is old, and leaves the rest', async () => {
    await seedOldAndNew();
    const removed = await world.server.application.housekeeping.runOnce();
    expect(removed).toMatchObject({
      'idempotency keys': 1,
      'undeliverable events': 1,
      'ended sessions': 1,
      'old sign-in failures': 1,
    });
    expect(await count(`select count(*)::int n from idempotency_keys where id = 'evt_new'`)).toBe(1);
    expect(await count(`select count(*)::int n from outbox_events where id = 'evt_new'`)).toBe(1);
    expect(await count(`select count(*)::int n from sessions where id = 'sess_new'`)).toBe(1);
    expect(await count(`select count(*)::int n from login_failures where email_hash = 'hash-new'`)).toBe(1);
  });

  it('goes on after a task that fails', async () => {
    const housekeeping = new Housekeeping(world.database, silentLogger, [
      { name: 'broken', run: () => Promise.reject(new Error('no')) },
      { name: 'fine', run: async () => 3 },
    ]);
    expect(await housekeeping.runOnce()).toEqual({ broken: null, fine: 3 });
  });

  // One session cannot lock itself out: this needs two, as only a server gives.
  it.skipIf(!process.env['AGENTFORGE_TEST_DATABASE_URL'])('lets one process at a time do a task', async () => {
    const entered = Promise.withResolvers<void>();
    const leave = Promise.withResolvers<void>();
    const slow = {
      name: 'once',
      run: async () => {
        entered.resolve();
        await leave.promise;
        return 1;
      },
    };
    const first = new Housekeeping(world.database, silentLogger, [slow]).runOnce();
    await entered.promise;
    expect(await new Housekeeping(world.database, silentLogger, [slow]).runOnce()).toEqual({ once: null });
    leave.resolve();
    expect(await first).toEqual({ once: 1 });
  });
});
