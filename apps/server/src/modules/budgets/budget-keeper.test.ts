import type { BudgetRequest } from '@agentforge/agent-engine/ports';
import { budgetLimit } from '@agentforge/contracts/budgets/schemas';
import type { Database } from '@agentforge/db/database';
import { openTestDatabase } from '@agentforge/db/testing';
import { manualClock } from '@agentforge/kernel/clock';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { migrations } from '../../composition/migrations.ts';
import { BudgetKeeper } from './budget-keeper.ts';
import { releaseExpired } from './counters.repository.ts';
import { replaceLimits } from './limits.repository.ts';

const tenantId = `tenant_${'a'.repeat(26)}`;
const otherTenant = `tenant_${'b'.repeat(26)}`;
const clock = manualClock();
const serverUrl = process.env['AGENTFORGE_TEST_DATABASE_URL'] ?? '';

const call: BudgetRequest = { kind: 'model', estimatedInputTokens: 60, maxOutputTokens: 40, estimatedCostUsd: 0.01 };
const subject = (own: Partial<Record<'agentId' | 'userId' | 'conversationId' | 'runId', string>> = {}) => ({
  tenantId,
  agentId: 'agent_1',
  userId: 'user_1',
  conversationId: 'conv_1',
  runId: 'run_1',
  ...own,
});

describe.each([
  { name: 'PGlite', url: '' },
  { name: 'PostgreSQL', url: serverUrl },
])('limits on $name', ({ name, url }) => {
  const skipped = name === 'PostgreSQL' && url === '';
  let database: Database;
  let keeper: BudgetKeeper;

  const limit = async (...limits: z.input<typeof budgetLimit>[]) => {
    const parsed = limits.map((own) => budgetLimit.parse(own));
    await database.withTenant(tenantId, (tx) => replaceLimits(tx, tenantId, parsed));
    keeper = new BudgetKeeper({ database, clock });
  };
  const counters = async () => {
    const { rows } = await database.withTenant(tenantId, (tx) =>
      tx.query<Record<string, number | string>>(
        `select scope, scope_id, period_key, tokens_used, tokens_reserved, cost_used, cost_reserved, runs_used
           from budget_counters order by scope, scope_id, period_key`,
      ),
    );
    return rows;
  };
  const reservations = async () => {
    const { rows } = await database.withTenant(tenantId, (tx) =>
      tx.query<{ count: number }>(`select count(*)::int as count from budget_reservations where not released`),
    );
    return rows[0]?.count;
  };
  /** As many runs at once as there are ports, one call each. */
  const callAtOnce = (count: number, own: (index: number) => ReturnType<typeof subject>) =>
    Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const port = keeper.port(own(index), false);
        return { port, answer: await port.reserve(call) };
      }),
    );

  beforeAll(async () => {
    if (!skipped) database = await openTestDatabase({ migrations, serverUrl: url });
  });
  afterAll(() => database?.close());
  beforeEach(async () => {
    if (skipped) return;
    await database.withSystem('begin anew', async (tx) => {
      for (const table of ['limits', 'counters', 'reservations', 'revisions'])
        await tx.query(`delete from budget_${table}`);
    });
  });

  it.skipIf(skipped)(
    'lets exactly as many of 100 calls at once pass as fit, and counts what they came to',
    async () => {
      await limit({ scope: 'tenant', max_tokens: 1050 }, { scope: 'user', max_tokens: 100_000, period: 'total' });
      const calls = await callAtOnce(100, (index) => subject({ userId: `user_${index % 7}`, runId: `run_${index}` }));
      const passed = calls.filter(({ answer }) => answer.ok);
      expect(passed).toHaveLength(10);
      const refused = calls.find(({ answer }) => !answer.ok)?.answer;
      expect(refused).toMatchObject({ ok: false, limit: 'tenant_day' });
      // Nothing is left on the users' counters by calls that the organization's limit refused.
      const before = await counters();
      const sum = (scope: string) =>
        before.filter((row) => row['scope'] === scope).reduce((all, row) => all + Number(row['tokens_reserved']), 0);
      expect([sum('tenant'), sum('user'), await reservations()]).toEqual([1000, 1000, 10]);
      const actual = { inputTokens: 50, outputTokens: 10, costUsd: 0.004 };
      await Promise.all(passed.map(async ({ port, answer }) => answer.ok && (await port.settle(answer.id, actual))));
      const [tenant] = (await counters()).filter((row) => row['scope'] === 'tenant');
      expect(tenant).toMatchObject({ tokens_used: 600, tokens_reserved: 0, cost_reserved: 0, runs_used: 10 });
      expect(tenant?.['cost_used']).toBeCloseTo(0.04);
      expect(await reservations()).toBe(0);
    },
  );

  it.skipIf(skipped)('holds money and numbers of runs the same way', async () => {
    await limit({ scope: 'agent', max_cost_usd: 0.055 });
    expect((await callAtOnce(40, () => subject())).filter(({ answer }) => answer.ok)).toHaveLength(5);
    await limit({ scope: 'conversation', max_runs: 3 });
    expect((await callAtOnce(40, () => subject())).filter(({ answer }) => answer.ok)).toHaveLength(3);
    // A run that has begun is not counted once more.
    expect(await keeper.port(subject(), true).reserve(call)).toMatchObject({ ok: true });
  });

  it.skipIf(skipped)(
    'grants shorter answers of what is left, and never more than the limit to 100 at once',
    async () => {
      await limit({ scope: 'tenant', max_tokens: 1050 });
      const shrinkable = { ...call, leastOutputTokens: 10, outputPriceUsd: 0.0001 };
      const answers = await Promise.all(
        Array.from({ length: 100 }, async (_, index) =>
          keeper.port(subject({ runId: `run_${index}` }), false).reserve(shrinkable),
        ),
      );
      const passed = answers.flatMap((answer) => (answer.ok ? [answer] : []));
      const [tenant] = await counters();
      expect(tenant?.['tokens_reserved']).toBe(
        passed.reduce((sum, answer) => sum + 60 + (answer.maxOutputTokens ?? 40), 0),
      );
      expect(Number(tenant?.['tokens_reserved'])).toBeLessThanOrEqual(1050);
      expect(passed.length).toBeGreaterThanOrEqual(10);
      // 50 tokens are left of ten whole answers: too little for the question alone.
      await limit({ scope: 'user', max_tokens: 185 });
      const port = keeper.port(subject({ runId: 'run_200', userId: 'user_9' }), true);
      expect(await port.reserve(shrinkable)).toEqual({ ok: true, id: expect.any(String) });
      expect(await port.reserve(shrinkable)).toMatchObject({ ok: true, maxOutputTokens: 25, limit: 'user_day' });
      expect(await port.reserve(shrinkable)).toMatchObject({ ok: false });
    },
  );

  it.skipIf(skipped)('shortens for money as well, and not for what an answer cannot be shorter in', async () => {
    await limit({ scope: 'user', max_cost_usd: 0.01805 });
    const shrinkable = { ...call, leastOutputTokens: 10, outputPriceUsd: 0.0001 };
    const port = keeper.port(subject(), true);
    expect(await port.reserve(shrinkable)).toEqual({ ok: true, id: expect.any(String) });
    // 0.00805 is left; the question costs 0.006.
    expect(await port.reserve(shrinkable)).toMatchObject({ ok: true, maxOutputTokens: 20 });
    await limit({ scope: 'user', max_steps: 3 });
    const other = keeper.port(subject({ userId: 'user_2' }), true);
    for (let count = 0; count < 3; count += 1) expect(await other.reserve(shrinkable)).toMatchObject({ ok: true });
    expect(await other.reserve(shrinkable)).toMatchObject({ ok: false });
  });

  it.skipIf(skipped)('counts calls of tools and the time of all calls', async () => {
    await limit({ scope: 'user', max_tool_calls: 2, max_seconds: 60 });
    const port = keeper.port(subject(), false);
    const tool: BudgetRequest = { kind: 'tool', estimatedInputTokens: 0, maxOutputTokens: 0, estimatedCostUsd: null };
    const spend = async (request: BudgetRequest, ms: number) => {
      const answer = await port.reserve(request);
      clock.advance(ms);
      if (answer.ok) await port.settle(answer.id, { inputTokens: 0, outputTokens: 0, costUsd: 0 });
      return answer.ok;
    };
    expect([await spend(tool, 1500), await spend(tool, 500), await spend(tool, 0)]).toEqual([true, true, false]);
    expect([await spend(call, 70_000), await spend(call, 0)]).toEqual([true, false]);
    const { rows } = await database.withTenant(tenantId, (tx) =>
      tx.query('select tool_calls_used, seconds_used, steps_used, runs_used from budget_counters'),
    );
    expect(rows).toEqual([{ tool_calls_used: 2, seconds_used: 72, steps_used: 1, runs_used: 1 }]);
  });

  it.skipIf(skipped)('lets models of unknown price pass limits on money, and counts their tokens', async () => {
    await limit({ scope: 'tenant', max_cost_usd: 0.001, max_tokens: 100 });
    const port = keeper.port(subject(), false);
    expect(await port.reserve({ ...call, estimatedCostUsd: null })).toMatchObject({ ok: true });
    expect(await port.reserve({ ...call, estimatedCostUsd: null })).toMatchObject({ ok: false });
  });

  it.skipIf(skipped)(
    'takes the limit that names somebody instead of the one for each, also of another tenant never',
    async () => {
      await limit({ scope: 'user', max_tokens: 100 }, { scope: 'user', scope_id: 'user_2', max_tokens: 300 });
      const passed = async (userId: string) =>
        (await callAtOnce(5, () => subject({ userId }))).filter(({ answer }) => answer.ok).length;
      expect([await passed('user_1'), await passed('user_2'), await passed('user_3')]).toEqual([1, 3, 1]);
      const foreign = keeper.port({ ...subject(), tenantId: otherTenant }, false);
      for (let count = 0; count < 3; count += 1) expect(await foreign.reserve(call)).toMatchObject({ ok: true });
    },
  );

  it.skipIf(skipped)('begins anew each day, but not what is limited altogether', async () => {
    await limit({ scope: 'tenant', max_tokens: 100 }, { scope: 'user', period: 'total', max_tokens: 200 });
    const reserve = () => keeper.port(subject(), false).reserve(call);
    expect([(await reserve()).ok, (await reserve()).ok]).toEqual([true, false]);
    clock.advance(24 * 3_600_000);
    // The reservation of yesterday has expired by now, so 60 of its tokens are charged.
    await limit({ scope: 'tenant', max_tokens: 100 }, { scope: 'user', period: 'total', max_tokens: 200 });
    expect([(await reserve()).ok, (await reserve()).ok]).toEqual([true, false]);
    clock.advance(24 * 3_600_000);
    expect(await reserve()).toMatchObject({ ok: false, limit: 'user_total' });
  });

  it.skipIf(skipped)('gives back what a crash holds, charges what was sent, and takes a late settlement', async () => {
    await limit({ scope: 'tenant', max_tokens: 100 });
    const port = keeper.port(subject(), false);
    const crashed = await port.reserve(call);
    expect(await port.reserve(call)).toMatchObject({ ok: false });
    clock.advance(3_600_000);
    const release = () => database.withSystem('test', (tx) => releaseExpired(tx, new Date(clock.now()).toISOString()));
    const released = await Promise.all([release(), release()]);
    expect(released.toSorted()).toEqual([0, 1]);
    expect(await counters()).toMatchObject([{ tokens_used: 60, tokens_reserved: 0 }]);
    if (crashed.ok) await port.settle(crashed.id, { inputTokens: 50, outputTokens: 5, costUsd: 0.001 });
    expect(await counters()).toMatchObject([{ tokens_used: 55, tokens_reserved: 0 }]);
    if (crashed.ok) await port.settle(crashed.id, { inputTokens: 50, outputTokens: 5, costUsd: 0.001 });
    expect(await counters()).toMatchObject([{ tokens_used: 55, tokens_reserved: 0 }]);
  });

  it.skipIf(skipped)('asks the database nothing for a tenant without limits but once in a while', async () => {
    let transactions = 0;
    const counting: Database = Object.assign(Object.create(database), {
      withTenant: (...args: Parameters<Database['withTenant']>) => {
        transactions += 1;
        return database.withTenant(...args);
      },
    });
    const own = new BudgetKeeper({ database: counting, clock });
    for (let count = 0; count < 20; count += 1) {
      const port = own.port(subject(), false);
      const answer = await port.reserve(call);
      if (answer.ok) await port.settle(answer.id, { inputTokens: 1, outputTokens: 1, costUsd: null });
      expect(await own.nearItsEnd(subject())).toBeNull();
    }
    expect(transactions).toBe(1);
    clock.advance(2600);
    await own.port(subject(), false).reserve(call);
    expect(transactions).toBe(2);
  });
});
