import { once } from 'node:events';
import { createAgent, publishAgent } from '@agentforge/contracts/agents/endpoints';
import { chat } from '@agentforge/contracts/chat/endpoints';
import { createProvider } from '@agentforge/contracts/models/endpoints';
import { systemClock } from '@agentforge/kernel/clock';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { type FaultServer, startFaultServer } from '../../../testing/fault-server.ts';
import { createRedisServer, type RedisServer, redisProgram } from '../../../testing/redis-server.ts';
import type { SeededTenant } from '../../../testing/seed-tenant.ts';
import { openRedis } from '../../platform/redis/redis-connection.ts';
import { RedisMinutes } from '../../platform/redis/redis-minutes.ts';
import { silentLogger } from '../../platform/telemetry/logger.ts';
import type { ConnectionLimits } from '../models/index.ts';
import { Queues } from './queues.ts';

const program = redisProgram();
const never = new AbortController().signal;
const limits: ConnectionLimits = {
  requestsPerMinute: null,
  tokensPerMinute: null,
  queueMs: 0,
  maxRetries: 0,
  maxRetryWaitMs: 0,
};

function nobody(): never {
  throw new Error('There is nobody to ask.');
}

async function agentOf({ client }: SeededTenant, model_id = 'openai-compatible/good'): Promise<string> {
  const body = { name: 'Helper', goal: 'Helps.', model_id, parameters: { max_tokens: 50 } };
  const { id } = await client.call(createAgent, { body });
  await client.call(publishAgent, { params: { agent_id: id }, body: {} });
  return id;
}

const variablesOf = (server: FaultServer) => ({
  EGRESS_ALLOW: server.host,
  OPENAI_COMPATIBLE_BASE_URL: server.url,
  OPENAI_COMPATIBLE_API_KEY: 'sk-of-the-operator',
  OPENAI_COMPATIBLE_MAX_RETRIES: '0',
});

describe.skipIf(program === null)('limits of a key over all processes', () => {
  let redis: RedisServer;
  const opened: Redis[] = [];
  beforeAll(async () => {
    redis = await createRedisServer(program ?? '');
  });
  afterAll(async () => {
    for (const connection of opened) connection.disconnect();
    await redis.stop();
  });

  async function processes(count: number): Promise<{ queues: Queues; connection: Redis }[]> {
    return Promise.all(
      Array.from({ length: count }, async (_, at) => {
        const connection = openRedis(redis.url, `process-${at}`, silentLogger);
        opened.push(connection);
        if (connection.status !== 'ready') await once(connection, 'ready');
        return { queues: new Queues(systemClock, new RedisMinutes(connection)), connection };
      }),
    );
  }

  const askAll = (all: { queues: Queues }[], count: number, place: { key: string } & Partial<ConnectionLimits>) =>
    Promise.allSettled(
      Array.from({ length: count }, (_, at) => {
        const { key, ...own } = place;
        const { queues } = all[at % all.length] ?? nobody();
        return queues.take({ key, tenantId: `t${at % 3}`, limits: { ...limits, ...own } }, () => 100, never);
      }),
    );
  const granted = (results: PromiseSettledResult<unknown>[]) =>
    results.filter((result) => result.status === 'fulfilled').length;

  it('let as many requests through as one process would', async () => {
    const all = await processes(3);
    expect(granted(await askAll(all, 60, { key: 'requests', requestsPerMinute: 12 }))).toBe(12);
    expect(granted(await askAll(all, 30, { key: 'other', requestsPerMinute: 12 }))).toBe(12);
  });

  it('count tokens together, and give what was not used to another process', async () => {
    const all = await processes(2);
    const [one, two] = all;
    const place = { key: 'tokens', tenantId: 't', limits: { ...limits, tokensPerMinute: 250 } };
    const first = await one?.queues.take(place, () => 200, never);
    await expect(two?.queues.take(place, () => 100, never)).rejects.toMatchObject({ kind: 'rate_limited' });
    const patient = { ...place, limits: { ...place.limits, queueMs: 20_000 } };
    const waiting = two?.queues.take(patient, () => 100, never);
    first?.settle(10);
    await waiting;
    // 110 are spent: 140 are left, whoever asks.
    await expect(one?.queues.take(place, () => 141, never)).rejects.toMatchObject({ kind: 'rate_limited' });
    await one?.queues.take(place, () => 140, never);
  });

  it('take back the turn of who left while the others were asked', async () => {
    const [one] = await processes(1);
    const place = { key: 'left', tenantId: 't', limits: { ...limits, requestsPerMinute: 1 } };
    const gone = new AbortController();
    const leaving = one?.queues.take(place, () => 1, gone.signal);
    gone.abort();
    await expect(leaving).rejects.toMatchObject({ kind: 'cancelled' });
    const patient = { ...place, limits: { ...place.limits, queueMs: 5000 } };
    await one?.queues.take(patient, () => 1, never);
  });

  it('are kept by each process alone while Redis is away, without a new minute', async () => {
    const all = await processes(2);
    const place = { key: 'outage', requestsPerMinute: 6 };
    expect(granted(await askAll(all, 4, place))).toBe(4);
    const closing = Promise.all(all.map(({ connection }) => once(connection, 'close')));
    await redis.stop();
    await closing;
    // Each had two of its own before: four more for each.
    expect(granted(await askAll(all, 40, place))).toBe(8);
    await redis.start();
  });

  it('hold over HTTP for two servers that share a key', async () => {
    const server = await startFaultServer();
    const environment = {
      ...variablesOf(server),
      REDIS_URL: redis.url,
      OPENAI_COMPATIBLE_REQUESTS_PER_MINUTE: '5',
      OPENAI_COMPATIBLE_QUEUE_SECONDS: '0',
    };
    const worlds = await Promise.all([createWorld({ environment }), createWorld({ environment })]);
    try {
      const agents = await Promise.all(worlds.map((world) => agentOf(world.first)));
      const answers = await Promise.all(
        Array.from({ length: 14 }, (_, at) =>
          (worlds[at % 2] ?? nobody()).first.client.call(chat, {
            params: { agent_id: agents[at % 2] ?? '' },
            body: { message: 'Hello' },
          }),
        ),
      );
      expect(server.seen).toHaveLength(5);
      expect(answers.filter((answer) => answer.message.status === 'complete')).toHaveLength(5);
      const refused = answers.find((answer) => answer.message.status !== 'complete');
      expect(refused?.message.error).toContain('limit of 5 requests per minute');
    } finally {
      await Promise.all(worlds.map((world) => world.close()));
      await server.close();
    }
  }, 120_000);
});

describe('over HTTP', () => {
  let world: World;
  let server: FaultServer;
  let offset = 0;
  let tenants: SeededTenant[];
  beforeAll(async () => {
    server = await startFaultServer();
    world = await createWorld({
      // Each answer reserves so much that one at a time fits.
      environment: { ...variablesOf(server), OPENAI_COMPATIBLE_TOKENS_PER_MINUTE: '900' },
      clock: { now: () => Date.now() + offset },
    });
    tenants = [world.first, await world.addTenant('Small Bank')];
  }, 60_000);
  afterAll(async () => {
    await world.close();
    await server.close();
  });

  const say = ({ client }: SeededTenant, agentId: string, message: string) =>
    client.call(chat, { params: { agent_id: agentId }, body: { message } });

  it('a tenant with many requests in line delays another one by one', async () => {
    const [big, small] = tenants;
    if (!big || !small) throw new Error('Two tenants are needed.');
    const [bigAgent, smallAgent] = await Promise.all([agentOf(big), agentOf(small)]);
    server.script({ kind: 'answer', words: 3, firstMs: 300 });
    const asked = Array.from({ length: 8 }, (_, at) => say(big, bigAgent, `big ${at}`));
    await expect.poll(() => server.seen.length).toBeGreaterThan(0);
    asked.push(say(small, smallAgent, 'small 0'), say(small, smallAgent, 'small 1'));
    const answers = await Promise.all(asked);
    expect(answers.map((answer) => answer.message.error)).toEqual(answers.map(() => null));
    const order = server.seen.map(({ body }) =>
      JSON.stringify(body['messages']).includes('small ') ? 'small' : 'big',
    );
    expect(order).toHaveLength(10);
    // Of eight that came first at most a few were under way; after that the two are served in turn.
    expect(order.lastIndexOf('small')).toBeLessThanOrEqual(6);
    expect(order.slice(order.lastIndexOf('small')).filter((who) => who === 'big').length).toBeGreaterThanOrEqual(3);
  }, 60_000);

  it('an open circuit lets one probe through after its pause, and all when that worked', async () => {
    const [tenant] = tenants;
    if (!tenant) throw new Error('A tenant is needed.');
    const options = { max_retries: 0 };
    const body = { provider: 'openai-compatible', name: 'probed', base_url: server.url, api_key: 'sk-one', options };
    await tenant.client.call(createProvider, { body });
    const agentId = await agentOf(tenant, 'probed/good');
    server.seen.length = 0;
    server.script({ kind: 'status', status: 503 });
    for (let count = 0; count < 7; count += 1) await say(tenant, agentId, 'Hello');
    expect(server.seen).toHaveLength(5);
    const paused = await say(tenant, agentId, 'Hello');
    expect(paused.message.error).toContain('failed several times in a row');
    offset += 16_000;
    server.script({ kind: 'answer', firstMs: 1500 });
    const probes = await Promise.all([1, 2, 3].map(() => say(tenant, agentId, 'Hello')));
    expect(server.seen).toHaveLength(6);
    expect(probes.filter((answer) => answer.message.status === 'complete')).toHaveLength(1);
    server.script({ kind: 'answer' });
    const after = await Promise.all([1, 2].map(() => say(tenant, agentId, 'Hello')));
    expect(after.map((answer) => answer.message.status)).toEqual(['complete', 'complete']);
  }, 60_000);
});
