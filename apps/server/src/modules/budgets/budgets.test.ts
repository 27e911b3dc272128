import type { CallInput, Client } from '@agentforge/client/client';
import { createAgent, publishAgent } from '@agentforge/contracts/agents/endpoints';
import { listBudgets, myBudgets, replaceBudgets } from '@agentforge/contracts/budgets/endpoints';
import type { budgetLimit } from '@agentforge/contracts/budgets/schemas';
import { cancelRun, chat, getRun, listRuns } from '@agentforge/contracts/chat/endpoints';
import { createProvider, putModelRoutes } from '@agentforge/contracts/models/endpoints';
import { startMockOpenAi } from '@agentforge/plugin-kit/testing/mock-openai-server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { signInAs, statusesOf } from '../../../testing/members.ts';

vi.setConfig({ testTimeout: 120_000 });

type Limit = z.input<typeof budgetLimit>;

const serverUrl = process.env['AGENTFORGE_TEST_DATABASE_URL'] ?? '';
const answerTokens = 20;
const parallel = 100;

describe.each([
  { name: 'PGlite', databaseServer: '' },
  { name: 'PostgreSQL', databaseServer: serverUrl },
])('budgets over HTTP on $name', ({ name, databaseServer }) => {
  const skipped = name === 'PostgreSQL' && serverUrl === '';
  let world: World;
  let model: Awaited<ReturnType<typeof startMockOpenAi>>;
  let slow: Awaited<ReturnType<typeof startMockOpenAi>>;

  const limit = (data: Limit[], client: Client = world.first.client) => client.call(replaceBudgets, { body: { data } });
  const makeAgent = async (client: Client, own: Partial<CallInput<typeof createAgent>['body']> = {}) => {
    const body = { name: 'Helper', goal: 'Helps.', model_id: 'mock/mock', parameters: { max_tokens: 100 }, ...own };
    const { id } = await client.call(createAgent, { body });
    await client.call(publishAgent, { params: { agent_id: id }, body: {} });
    return id;
  };
  const ask = (agentId: string, client: Client = world.first.client) =>
    client.call(chat, { params: { agent_id: agentId }, body: { message: 'Hello there', stream: false } });

  beforeAll(async () => {
    if (skipped) return;
    model = await startMockOpenAi({ tokens: answerTokens });
    slow = await startMockOpenAi({ tokens: 5000, tokenDelayMs: 20 });
    const hosts = [model, slow].map(({ url }) => new URL(url).host).join(',');
    world = await createWorld({ databaseServer, environment: { EGRESS_ALLOW: hosts } });
    for (const [key, { url }] of Object.entries({ mock: model, slow }))
      await world.first.client.call(createProvider, {
        body: { provider: 'openai-compatible', name: key, base_url: url, api_key: 'sk-test-0123456789' },
      });
  });
  afterAll(async () => {
    await world?.close();
    await Promise.all([model?.close(), slow?.close()]);
  });

  it.skipIf(skipped)('100 answers at once spend no more than the limit', async () => {
    const agentId = await makeAgent(world.first.client);
    await limit([{ scope: 'agent', scope_id: agentId, max_tokens: 6000 }]);
    const before = model.requests;
    const answers = await Promise.all(Array.from({ length: parallel }, () => ask(agentId)));
    const calls = model.requests - before;
    const { data } = await world.first.client.call(listBudgets, {});
    const usage = data[0]?.usage[0];
    expect(calls).toBeGreaterThan(0);
    expect(calls).toBeLessThan(parallel);
    expect(usage).toMatchObject({ scope_id: agentId, tokens_reserved: 0, runs_used: calls });
    const spent = answers.reduce((sum, { usage: own }) => sum + own.input_tokens + own.output_tokens, 0);
    expect(usage?.tokens_used).toBe(spent);
    expect(spent).toBeLessThanOrEqual(6000);
    const refused = answers.filter(({ usage: own }) => own.output_tokens === 0);
    expect(refused).toHaveLength(parallel - calls);
    expect(refused[0]?.message.content).toContain('6,000 tokens a day');
    const run = await world.first.client.call(getRun, { params: { run_id: refused[0]?.run_id ?? '' } });
    expect(run.reason).toContain('the limit of this agent');
  });

  it.skipIf(skipped)('limits each person by themselves, and tells them theirs alone', async () => {
    const agentId = await makeAgent(world.first.client);
    await limit([{ scope: 'user', max_runs: 2 }]);
    const ann = await signInAs(world, 'User');
    const said = async (client: Client) => (await ask(agentId, client)).usage.output_tokens > 0;
    expect([await said(ann), await said(ann), await said(ann), await said(world.first.client)]).toEqual([
      true,
      true,
      false,
      true,
    ]);
    const mine = await ann.call(myBudgets, {});
    expect(mine.data).toHaveLength(1);
    expect(mine.data[0]?.usage).toMatchObject([{ runs_used: 2, runs_remaining: 0 }]);
    await limit([{ scope: 'agent', max_runs: 1 }]);
    expect((await ann.call(myBudgets, {})).data).toEqual([]);
  });

  it.skipIf(skipped)('settles what a cancelled answer came to', async () => {
    const agentId = await makeAgent(world.first.client, { model_id: 'slow/mock' });
    await limit([{ scope: 'agent', scope_id: agentId, max_tokens: 100_000 }]);
    const params = { agent_id: agentId };
    let cancelled = false;
    for await (const event of world.first.client.stream(chat, { params, body: { message: 'Go on', stream: true } })) {
      const runId = /"run_id":"(run_\w+)"/.exec(event.data)?.[1];
      if (runId && !cancelled) {
        const { data } = await world.first.client.call(listBudgets, {});
        expect(data[0]?.usage[0]?.tokens_used ?? 0).toBe(0);
        await world.first.client.call(cancelRun, { params: { run_id: runId } });
        cancelled = true;
      }
    }
    expect(cancelled).toBe(true);
    const usage = async () => (await world.first.client.call(listBudgets, {})).data[0]?.usage[0];
    await expect.poll(async () => (await usage())?.tokens_reserved).toBe(0);
    expect((await usage())?.tokens_used).toBeGreaterThan(0);
    const { data } = await world.first.client.call(listRuns, { query: { agent_id: agentId } });
    // Its provider did not say what it came to, so what is known is the least.
    expect(data[0]).toMatchObject({ status: 'cancelled', usage: { cost_is_lower_bound: true } });
    expect(data[0]?.usage.input_tokens).toBeGreaterThan(0);
  });

  it.skipIf(skipped)('uses the cheap route once the soft share is reached', async () => {
    const agentId = await makeAgent(world.first.client, { model_id: 'mock/dear' });
    await world.first.client.call(putModelRoutes, { body: { cheap: 'mock/thrifty' } });
    await limit([{ scope: 'agent', scope_id: agentId, max_runs: 10, soft_ratio: 0.2 }]);
    const models: (string | null)[] = [];
    for (let count = 0; count < 3; count += 1) {
      const { run_id: runId } = await ask(agentId);
      models.push((await world.first.client.call(getRun, { params: { run_id: runId } })).model);
    }
    expect(models).toEqual(['mock/dear', 'mock/dear', 'mock/thrifty']);
    const said: string[] = [];
    const params = { agent_id: agentId };
    for await (const event of world.first.client.stream(chat, { params, body: { message: 'Hi', stream: true } }))
      said.push(event.data);
    expect(said.filter((data) => data.includes('data-budget')).map((data) => JSON.parse(data).data)).toEqual([
      {
        kind: 'cheap_route',
        limit: 'agent_day',
        detail: 'The limit of this agent (10 answers a day) is nearly used up, so a cheaper model answers.',
      },
    ]);
  });

  it.skipIf(skipped)('makes answers shorter before it refuses them, and says so', async () => {
    const agentId = await makeAgent(world.first.client, { parameters: { max_tokens: 16_000 } });
    const { usage: first } = await ask(agentId);
    const input = first.input_tokens ?? 0;
    expect(input).toBeGreaterThan(0);
    await limit([{ scope: 'agent', scope_id: agentId, max_tokens: 9000 }]);
    const stream = world.first.client.stream(chat, {
      params: { agent_id: agentId },
      body: { message: 'Hello there', stream: true },
    });
    const parts: string[] = [];
    for await (const event of stream) parts.push(event.data);
    expect(parts.join('')).toContain('so this answer may be shorter than usual');
    expect(parts.join('')).toContain('shorter_answer');
    const asked = z.object({ max_tokens: z.number() }).parse(JSON.parse(model.lastBody)).max_tokens;
    expect(asked).toBeLessThan(9000);
    expect(asked).toBeGreaterThan(1000);
  });

  it.skipIf(skipped)('bounds every run of the organization, whatever its agent says', async () => {
    const agentId = await makeAgent(world.first.client, { budget: { max_tokens: 1_000_000 } });
    await limit([{ scope: 'run', period: 'total', max_tokens: 100 }]);
    const { message, run_id: runId } = await ask(agentId);
    expect(message.content).toContain('the 100 tokens of this answer are used up');
    expect((await world.first.client.call(getRun, { params: { run_id: runId } })).usage.output_tokens).toBe(0);
    await limit([]);
    expect((await ask(agentId)).message.content).not.toContain('I had to stop here');
  });

  it.skipIf(skipped)('names whom it limits, how near they are, and when a day ends', async () => {
    const agentId = await makeAgent(world.first.client, { name: 'Clerk' });
    await limit([
      { scope: 'agent', scope_id: agentId, max_runs: 2 },
      { scope: 'user', max_cost_usd: 5 },
    ]);
    await ask(agentId);
    const { data, resets_at: resetsAt } = await world.first.client.call(listBudgets, {});
    expect(data[0]).toMatchObject({ name: 'Clerk', usage: [{ name: 'Clerk', share: 0.5, near: false }] });
    // The price of the mock model is not known.
    expect(data[1]?.usage[0]).toMatchObject({ cost_used_usd: 0, cost_is_lower_bound: true });
    expect(data[1]?.usage[0]?.name).toContain('@');
    expect(resetsAt).toMatch(/T00:00:00.000Z$/);
    await ask(agentId);
    expect((await world.first.client.call(listBudgets, {})).data[0]?.usage[0]).toMatchObject({ share: 1, near: true });
  });

  it.skipIf(skipped)('refuses to overwrite limits that somebody else has changed', async () => {
    const { client } = world.first;
    await limit([]);
    const etag = (await client.raw(listBudgets, {})).headers.get('etag') ?? '';
    const body = { data: [{ scope: 'tenant' as const, max_runs: 50 }] };
    const written = await client.raw(replaceBudgets, { body, headers: { 'if-match': etag } });
    expect(written.headers.get('etag')).not.toBe(etag);
    await expect(client.call(replaceBudgets, { body, headers: { 'if-match': etag } })).rejects.toMatchObject({
      status: 412,
    });
    expect((await client.raw(listBudgets, {})).headers.get('etag')).toBe(written.headers.get('etag'));
  });

  it.skipIf(skipped)('keeps tenants apart, and rights', async () => {
    const other = await world.addTenant('Other');
    const agentId = await makeAgent(world.first.client, { model_id: 'demo/local' });
    await limit([{ scope: 'tenant', max_runs: 1, period: 'total' }]);
    expect((await other.client.call(listBudgets, {})).data).toEqual([]);
    const foreign = await makeAgent(other.client, { model_id: 'demo/local' });
    for (let count = 0; count < 2; count += 1)
      expect((await ask(foreign, other.client)).message.content).not.toContain('I had to stop here');
    const { client } = world.first;
    const user = await signInAs(world, 'User');
    const refusals = await statusesOf([
      limit([{ scope: 'agent', scope_id: foreign, max_runs: 1 }]),
      limit([{ scope: 'user', scope_id: other.userId, max_runs: 1 }]),
      limit([{ scope: 'tenant', scope_id: 'x', max_runs: 1 }]),
      limit([{ scope: 'tenant' }]),
      limit([{ scope: 'run', max_tokens: 100 }]),
      limit([{ scope: 'run', period: 'total', max_runs: 1 }]),
      limit([
        { scope: 'user', max_runs: 1 },
        { scope: 'user', max_runs: 2 },
      ]),
      limit([{ scope: 'tenant', max_tokens: 0 }]),
      user.call(listBudgets, {}),
      limit([], user),
    ]);
    expect(refusals).toEqual([400, 400, 400, 400, 400, 400, 400, 400, 403, 403]);
    expect((await client.call(listBudgets, {})).data).toHaveLength(1);
    expect(agentId).not.toBe(foreign);
    await limit([]);
    expect((await client.call(listBudgets, {})).data).toEqual([]);
  });
});
