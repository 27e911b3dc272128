import { createAgent, getAgent, patchAgent, publishAgent } from '@agentforge/contracts/agents/endpoints';
import { chat } from '@agentforge/contracts/chat/endpoints';
import {
  createProvider,
  deleteProvider,
  getAllowedModels,
  getProviderModels,
  getProviderUsage,
  listModels,
  listProviders,
  listProviderTypes,
  listRetiringModels,
  putAllowedModels,
  putProviderModels,
  putTenantModelAccess,
  testProvider,
} from '@agentforge/contracts/models/endpoints';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { closedHost, type FaultServer, startFaultServer } from '../../../testing/fault-server.ts';
import { signInAs, statusesOf } from '../../../testing/members.ts';
import type { SeededTenant } from '../../../testing/seed-tenant.ts';

let world: World;
let server: FaultServer;
let second: SeededTenant;
let closed: string;

beforeAll(async () => {
  server = await startFaultServer();
  closed = await closedHost();
  world = await createWorld({
    environment: {
      EGRESS_ALLOW: `${server.host},${closed}`,
      OPENAI_COMPATIBLE_BASE_URL: server.url,
      OPENAI_COMPATIBLE_API_KEY: 'sk-of-the-operator',
      OPENAI_COMPATIBLE_REQUESTS_PER_MINUTE: '500',
    },
  });
  second = await world.addTenant('Second Bank');
}, 60_000);
afterAll(async () => {
  await world.close();
  await server.close();
});
beforeEach(() => {
  server.script({ kind: 'answer' });
  server.key = null;
  server.seen.length = 0;
});

const shared = 'environment-openai-compatible';

async function connect(name: string, tenant: SeededTenant = world.first, body: Record<string, unknown> = {}) {
  return tenant.client.call(createProvider, {
    body: { provider: 'openai-compatible', name, base_url: server.url, api_key: 'sk-0123456789ab', ...body },
  });
}

const idsOf = async (tenant: SeededTenant) =>
  (await tenant.client.call(listModels, { query: {} })).data.map((model) => model.id);

describe('connections', () => {
  it('of all kinds can be added, each with the common options', async () => {
    const types = (await world.first.client.call(listProviderTypes, {})).data;
    expect(types.map((type) => type.type)).toEqual(
      expect.arrayContaining([
        'openai',
        'anthropic',
        'google',
        'azure',
        'amazon-bedrock',
        'mistral',
        'cohere',
        'ollama',
      ]),
    );
    expect(types).toHaveLength(17);
    for (const type of types)
      expect(Object.keys(Object(type.config_schema['properties']))).toEqual(
        expect.arrayContaining(['requests_per_minute', 'first_token_timeout_seconds']),
      );
  });

  it('of the environment are there for everyone and show neither key nor change', async () => {
    const { data } = await second.client.call(listProviders, {});
    const found = data.find((provider) => provider.id === shared);
    expect(found).toMatchObject({ source: 'environment', api_key: '***', policy: { edit: false, delete: false } });
    expect(JSON.stringify(data)).not.toContain('sk-of-the-operator');
    const path = { params: { provider_id: shared } };
    expect(await statusesOf([second.client.call(deleteProvider, path)])).toEqual([404]);
    expect(await idsOf(second)).toContain('openai-compatible/good');
  });

  it('of one provider can be several; a tenant sees its own only; "route" is no name', async () => {
    await connect('alpha');
    await connect('beta');
    const foreign = await connect('gamma', second);
    expect(await idsOf(world.first)).toEqual(expect.arrayContaining(['alpha/good', 'beta/good']));
    expect((await idsOf(world.first)).join()).not.toContain('gamma');
    const path = { params: { provider_id: foreign.id } };
    expect(
      await statusesOf([
        world.first.client.call(getProviderModels, path),
        world.first.client.call(putProviderModels, { ...path, body: { data: [] } }),
        world.first.client.call(getProviderUsage, { ...path, query: {} }),
        world.first.client.call(testProvider, { ...path, body: {} }),
        connect('route'),
      ]),
    ).toEqual([404, 404, 404, 404, 400]);
  });
});

describe('a test of a connection', () => {
  const problemOf = async (body: Record<string, unknown>, wanted: { model?: string; all?: boolean } = {}) => {
    const name = `tested-${Math.random().toString(36).slice(2, 8)}`;
    const { id } = await connect(name, world.first, body);
    return world.first.client.call(testProvider, { params: { provider_id: id }, body: wanted });
  };

  it('tells what is wrong and what to do', async () => {
    server.key = 'sk-right';
    const wrongKey = await problemOf({ api_key: 'sk-wrong-000000' });
    expect(wrongKey).toMatchObject({ ok: false, error: { kind: 'wrong_key', detail: expect.stringContaining('key') } });
    expect(JSON.stringify(wrongKey)).not.toContain('sk-wrong-000000');
    server.key = null;
    const address = await problemOf({ base_url: `http://${server.host}/nowhere` });
    expect(address.error).toMatchObject({ kind: 'wrong_address', detail: expect.stringContaining('base URL') });
    const refused = await problemOf({ base_url: `http://${closed}/v1` });
    expect(refused.error).toMatchObject({ kind: 'connection', detail: expect.stringContaining('Nothing listens') });
    const tls = await problemOf({ base_url: `https://${server.host}/v1` });
    expect(tls.error).toMatchObject({ kind: 'tls', detail: expect.stringContaining('certificate') });
    const absent = await problemOf({}, { model: 'absent' });
    expect(absent).toMatchObject({ ok: false, error: { kind: 'model_not_found' } });
    server.script({ kind: 'status', status: 200, body: '<html><title>Sign in</title></html>' });
    const page = await problemOf({}, { model: 'good' });
    expect(page.error).toMatchObject({ kind: 'not_json', detail: expect.stringContaining('Sign in') });
  });

  it('asks a model where a provider has no list, so that a wrong key does not pass', async () => {
    server.key = 'sk-right-00000';
    const test = async (provider: string, api_key: string) => {
      const name = `${provider}-${api_key.slice(3, 8)}`;
      const made = await connect(name, world.first, { provider, api_key });
      return world.first.client.call(testProvider, { params: { provider_id: made.id }, body: {} });
    };
    const refused = { ok: false, error: { kind: 'wrong_key', detail: expect.stringContaining('Check the key') } };
    expect(await test('perplexity', 'sk-wrong-00000')).toMatchObject(refused);
    expect(await test('perplexity', 'sk-right-00000')).toMatchObject({ ok: true, error: null });
    expect(await test('amazon-bedrock', 'sk-wrong-00000')).toMatchObject(refused);
  });

  it('asks every chat model at once and measures each', async () => {
    const { ok, results, models } = await problemOf({}, { all: true });
    expect(ok).toBe(true);
    expect(models).toEqual(['good', 'other', 'embed']);
    expect(results.map((result) => result.model)).toEqual(['good', 'other']);
    for (const result of results) {
      expect(result).toMatchObject({ ok: true, error: null });
      expect(result.first_token_ms).toBeLessThanOrEqual(result.latency_ms);
    }
  });

  it('notices a proxy that holds the answer back', async () => {
    server.script({ kind: 'answer', words: 40, firstMs: 2000, lump: true });
    const held = await problemOf({}, { model: 'good' });
    expect(held).toMatchObject({ ok: true, warning: { kind: 'buffering', detail: expect.stringContaining('proxy') } });
    server.script({ kind: 'answer', words: 40, firstMs: 600, wordMs: 5 });
    expect((await problemOf({}, { model: 'good' })).warning).toBeNull();
  });
});

const custom = {
  model: 'good',
  capabilities: { vision: true },
  context_window: 8000,
  price: { input: 10, output: 1000 },
  retires_on: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
  successor: 'other',
};

describe('models entered by hand', () => {
  it('join the list, set the price of runs, and warn the agents that use them before they retire', async () => {
    const { client } = world.first;
    const { id } = await connect('priced');
    const params = { provider_id: id };
    await client.call(putProviderModels, { params, body: { data: [custom, { model: 'hidden', context_window: 99 }] } });
    const listed = (await client.call(listModels, { query: {} })).data.filter((model) => model.provider === 'priced');
    expect(listed.find((model) => model.name === 'good')).toMatchObject({
      custom: true,
      context_window: 8000,
      price: { input: 10, output: 1000, cached_input: null },
      capabilities: { vision: true, tools: true },
      parameters: expect.arrayContaining(['temperature']),
    });
    expect(listed.find((model) => model.name === 'hidden')).toMatchObject({ context_window: 99, custom: true });

    const agent = await client.call(createAgent, { body: { name: 'Old', goal: 'Helps.', model_id: 'priced/good' } });
    await client.call(publishAgent, { params: { agent_id: agent.id }, body: {} });
    const answer = await client.call(chat, { params: { agent_id: agent.id }, body: { message: 'Hello' } });
    expect(answer.usage.cost_usd).toBeCloseTo((7 * 10 + 12 * 1000) / 1_000_000, 9);

    const usage = await client.call(getProviderUsage, { params, query: {} });
    expect(usage.data).toMatchObject([{ model: 'priced/good', runs: 1, input_tokens: 7, output_tokens: 12 }]);
    expect(usage.cost_usd).toBeCloseTo(answer.usage.cost_usd ?? 0, 9);
    const past = { from: '2020-01-01', to: '2020-02-01' };
    expect((await client.call(getProviderUsage, { params, query: past })).data).toEqual([]);
    expect(await statusesOf([client.call(getProviderUsage, { params, query: { from: 'soon' } })])).toEqual([400]);

    const retiring = (await client.call(listRetiringModels, {})).data.find((model) => model.model === 'priced/good');
    expect(retiring).toMatchObject({
      retires_on: custom.retires_on,
      successor: 'priced/other',
      agents: [{ id: agent.id, name: 'Old' }],
    });
    const viewer = await signInAs(world, 'Viewer');
    expect(await statusesOf([viewer.call(putProviderModels, { params, body: { data: [] } })])).toEqual([403]);
    expect(await statusesOf([client.call(putProviderModels, { params, body: { data: [custom, custom] } })])).toEqual([
      422,
    ]);
    await client.call(deleteProvider, { params });
    expect((await idsOf(world.first)).join()).not.toContain('priced');
  });

  it('can be set for connections of the environment, for one tenant alone', async () => {
    await second.client.call(putProviderModels, { params: { provider_id: shared }, body: { data: [custom] } });
    const priceIn = async (tenant: SeededTenant) =>
      (await tenant.client.call(listModels, { query: {} })).data.find((model) => model.id === 'openai-compatible/good')
        ?.price;
    expect(await priceIn(second)).toMatchObject({ input: 10 });
    expect(await priceIn(world.first)).toBeNull();
  });
});

describe('settings of a model', () => {
  it('are refused by field where the model lacks them, when saving and when publishing', async () => {
    const { client } = world.first;
    await client.call(createProvider, { body: { provider: 'openai', name: 'gpt', api_key: 'sk-0123456789ab' } });
    const wanted = { name: 'Cold', goal: 'Helps.', model_id: 'gpt/gpt-5', parameters: { temperature: 0.2 } };
    const refusal = await client.call(createAgent, { body: wanted }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ status: 422, errors: [{ path: 'parameters.temperature' }] });
    const fine = { ...wanted, parameters: { reasoning_effort: 'low' as const } };
    const agent = await client.call(createAgent, { body: fine });
    const path = { params: { agent_id: agent.id } };
    const warmer = { ...path, body: { parameters: { temperature: 1 } } };
    expect(await statusesOf([client.call(patchAgent, warmer)])).toEqual([422]);
    expect((await client.call(getAgent, path)).parameters).toEqual({ reasoning_effort: 'low' });
  });
});

describe('allow-lists', () => {
  it('of a tenant hide and refuse models, its own included', async () => {
    const third = await world.addTenant('Third Bank');
    await connect('mine', third);
    const make = (model: string) =>
      third.client.call(createAgent, { body: { name: 'A', goal: 'Helps.', model_id: model } });
    const before = await make('mine/other');
    await third.client.call(publishAgent, { params: { agent_id: before.id }, body: {} });
    await third.client.call(putAllowedModels, { body: { models: ['mine/good', 'demo/*'] } });
    expect(await idsOf(third)).toEqual(['mine/good', 'demo/local']);
    expect(await statusesOf([make('mine/other'), make('mine/good')])).toEqual([422, 200]);
    const asked = third.client.call(chat, { params: { agent_id: before.id }, body: { message: 'Hello' } });
    expect((await asked).message.error).toContain('not among those your organization may use');
    expect(server.seen).toEqual([]);
    await third.client.call(putAllowedModels, { body: { models: null } });
    expect(await idsOf(third)).toContain('mine/other');
    expect(await idsOf(second)).toContain('openai-compatible/good');
  });

  it('of the operator decide which shared connections a tenant has', async () => {
    const fourth = await world.addTenant('Fourth Bank');
    const params = { tenant_id: fourth.tenantId };
    const body = { shared_connections: [], models: ['*/good', 'demo/*'] };
    expect(await statusesOf([fourth.client.call(putTenantModelAccess, { params, body })])).toEqual([403]);
    await world.first.client.call(putTenantModelAccess, { params, body });
    expect(await idsOf(fourth)).toEqual(['demo/local']);
    expect((await fourth.client.call(listProviders, {})).data.map((provider) => provider.id)).toEqual([
      'built-in-demo',
    ]);
    await connect('own', fourth);
    await fourth.client.call(putAllowedModels, { body: { models: ['own/*'] } });
    expect(await idsOf(fourth)).toEqual(['own/good']);
    expect(await fourth.client.call(getAllowedModels, {})).toMatchObject({ operator: { shared_connections: [] } });
    const nobody = { params: { tenant_id: 'tenant_00000000000000000000000000' }, body };
    expect(await statusesOf([world.first.client.call(putTenantModelAccess, nobody)])).toEqual([404]);
  });
});
