import type { Client } from '@agentforge/client/client';
import { createAgent, publishAgent } from '@agentforge/contracts/agents/endpoints';
import { listAuditRecords } from '@agentforge/contracts/audit/endpoints';
import { chat, getRun, listRuns } from '@agentforge/contracts/chat/endpoints';
import { createProvider } from '@agentforge/contracts/models/endpoints';
import { cancelAllRuns, listRunPauses, resumeRuns } from '@agentforge/contracts/run-control/endpoints';
import { startMockOpenAi } from '@agentforge/plugin-kit/testing/mock-openai-server';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { signInAs, statusesOf } from '../../../testing/members.ts';

vi.setConfig({ testTimeout: 180_000 });

const patience = { timeout: 60_000 };

describe('stopping everything', () => {
  let world: World;
  let slow: Awaited<ReturnType<typeof startMockOpenAi>>;

  const makeAgent = async (client: Client, model = 'slow/mock') => {
    const { id } = await client.call(createAgent, { body: { name: 'Clerk', goal: 'Helps.', model_id: model } });
    await client.call(publishAgent, { params: { agent_id: id }, body: {} });
    return id;
  };
  const say = (agentId: string, client: Client = world.first.client) =>
    client.call(chat, { params: { agent_id: agentId }, body: { message: 'Hello', stream: false } });
  /** Starts answers and waits until the model is writing all of them. */
  const begin = async (agentIds: readonly string[], client: Client = world.first.client) => {
    const before = slow.open;
    const answers = agentIds.map((id) => say(id, client));
    await expect.poll(() => slow.open, patience).toBe(before + agentIds.length);
    return answers;
  };

  beforeAll(async () => {
    slow = await startMockOpenAi({ tokens: 100_000, tokenDelayMs: 20 });
    world = await createWorld({ environment: { EGRESS_ALLOW: new URL(slow.url).host } });
    await connect(world.first.client);
  });
  const connect = (client: Client) =>
    client.call(createProvider, {
      body: { provider: 'openai-compatible', name: 'slow', base_url: slow.url, api_key: 'sk-test-0123456789' },
    });
  afterAll(async () => {
    await world?.close();
    await slow?.close();
  });
  afterEach(() => world.first.client.call(resumeRuns, { query: {} }).catch(() => undefined));

  it('ends every answer of the tenant, frees the models, and leaves other tenants alone', async () => {
    const agentId = await makeAgent(world.first.client);
    const other = await world.addTenant('Other');
    await connect(other.client);
    const foreign = await begin([await makeAgent(other.client)], other.client);
    const answers = await begin(Array.from({ length: 8 }, () => agentId));
    const done = await world.first.client.call(cancelAllRuns, { body: {} });
    expect(done).toEqual({ stopping: 8, still_running: 0, paused: false });
    for (const { finish_reason } of await Promise.all(answers)) expect(finish_reason).toBe('cancelled');
    await expect.poll(() => slow.open, patience).toBe(1);
    expect((await other.client.call(listRuns, { query: { status: 'running' } })).data).toHaveLength(1);
    await other.client.call(cancelAllRuns, { body: {} });
    await Promise.all(foreign);
    const { data } = await world.first.client.call(listAuditRecords, { query: { limit: 25 } });
    expect(data.find(({ action }) => action === 'runs.cancel_all')).toMatchObject({ details: { stopping: 8 } });
  });

  it('pauses new answers with the reason until somebody resumes them', async () => {
    const agentId = await makeAgent(world.first.client, 'demo/local');
    await world.first.client.call(cancelAllRuns, { body: { pause: true, reason: 'Prices are wrong.' } });
    await expect(say(agentId)).rejects.toMatchObject({ status: 423, code: 'agents_paused' });
    await expect(say(agentId)).rejects.toThrow('Prices are wrong.');
    const member = await signInAs(world, 'User');
    const pauses = await member.call(listRunPauses, {});
    expect(pauses.data).toMatchObject([{ agent_id: null, reason: 'Prices are wrong.' }]);
    await world.first.client.call(resumeRuns, { query: {} });
    expect((await say(agentId)).finish_reason).toBe('stop');
    expect((await member.call(listRunPauses, {})).data).toEqual([]);
    await expect(world.first.client.call(resumeRuns, { query: {} })).rejects.toMatchObject({ status: 404 });
  });

  it('stops and pauses one agent and lets the others work', async () => {
    const stopped = await makeAgent(world.first.client);
    const free = await makeAgent(world.first.client);
    const [ended, goingOn] = await begin([stopped, free]);
    const done = await world.first.client.call(cancelAllRuns, { body: { agent_id: stopped, pause: true } });
    expect(done.stopping).toBe(1);
    expect((await ended)?.finish_reason).toBe('cancelled');
    await expect(say(stopped)).rejects.toMatchObject({ status: 423 });
    expect(
      (await world.first.client.call(listRuns, { query: { agent_id: free, status: 'running' } })).data,
    ).toHaveLength(1);
    await world.first.client.call(cancelAllRuns, { body: {} });
    const run = await goingOn;
    expect((await world.first.client.call(getRun, { params: { run_id: run?.run_id ?? '' } })).status).toBe('cancelled');
    await world.first.client.call(resumeRuns, { query: { agent_id: stopped } });
  });

  it('is for those who answer for security alone', async () => {
    const [admin, user] = [await signInAs(world, 'Admin'), await signInAs(world, 'User')];
    const refusals = await statusesOf([
      admin.call(cancelAllRuns, { body: {} }),
      user.call(cancelAllRuns, { body: { pause: true } }),
      user.call(resumeRuns, { query: {} }),
    ]);
    expect(refusals).toEqual([403, 403, 403]);
    expect((await user.call(listRunPauses, {})).data).toEqual([]);
  });
});
