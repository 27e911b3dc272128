import { once } from 'node:events';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRedisServer, type RedisServer, redisProgram } from '../../../testing/redis-server.ts';
import { LocalRateLimiter } from '../http/rate-limiter.ts';
import { silentLogger } from '../telemetry/logger.ts';
import { checkRedis, openRedis } from './redis-connection.ts';
import { RedisFanOut } from './redis-fan-out.ts';
import { RedisRateLimiter } from './redis-rate-limiter.ts';

const program = redisProgram();

describe.skipIf(program === null)('Redis', () => {
  let server: RedisServer;
  const opened: Redis[] = [];

  async function connect(purpose: string): Promise<Redis> {
    const redis = openRedis(server.url, purpose, silentLogger);
    opened.push(redis);
    if (redis.status !== 'ready') await once(redis, 'ready');
    return redis;
  }

  const limiterOn = (redis: Redis) => new RedisRateLimiter(redis, new LocalRateLimiter(Date.now));

  beforeAll(async () => {
    server = await createRedisServer(program ?? '');
  });
  afterAll(async () => {
    for (const redis of opened) redis.disconnect();
    await server.stop();
  });

  it('counts one window for all processes, exactly under 100 parallel requests', async () => {
    const [one, two] = [limiterOn(await connect('a')), limiterOn(await connect('b'))];
    const decisions = await Promise.all(
      Array.from({ length: 100 }, (_, index) => (index % 2 ? one : two).hit('who', 30, 60)),
    );
    expect(decisions.filter(({ allowed }) => allowed)).toHaveLength(30);
    const last = await one.hit('who', 30, 60);
    expect(last).toMatchObject({ allowed: false, limit: 30, remaining: 0 });
    expect(last.resetSeconds).toBeGreaterThan(0);
    expect(last.resetSeconds).toBeLessThanOrEqual(60);
  });

  it('gives every window an end, also one that lost it', async () => {
    const redis = await connect('a');
    const limiter = limiterOn(redis);
    await limiter.hit('ends', 5, 60);
    expect(await redis.pttl('agentforge:limit:60:ends')).toBeGreaterThan(0);
    await redis.persist('agentforge:limit:60:ends');
    await limiter.hit('ends', 5, 60);
    expect(await redis.pttl('agentforge:limit:60:ends')).toBeGreaterThan(0);
  });

  it('decides as the limiter in memory does', async () => {
    const [shared, local] = [limiterOn(await connect('a')), new LocalRateLimiter(Date.now)];
    for (let count = 0; count < 5; count += 1) {
      const { resetSeconds: _, ...one } = await shared.hit('same', 3, 60);
      const { resetSeconds: __, ...other } = local.hit('same', 3, 60);
      expect(one).toEqual(other);
    }
  });

  it('limits on its own while Redis is away, and shares again when it is back', async () => {
    const redis = await connect('a');
    const limiter = limiterOn(redis);
    await limiter.hit('outage', 3, 60);
    const gone = once(redis, 'close');
    await server.stop();
    await gone;
    await expect(checkRedis(redis)).rejects.toThrow('Redis cannot be reached');
    const decisions = [];
    for (let count = 0; count < 4; count += 1) decisions.push((await limiter.hit('outage', 3, 60)).allowed);
    expect(decisions).toEqual([true, true, false, false]);
    const back = once(redis, 'ready');
    await server.start();
    await back;
    await checkRedis(redis);
    await limiter.hit('after', 3, 60);
    expect(await redis.get('agentforge:limit:60:after')).toBe('1');
  });

  it('fans out to other processes, and says so when messages may have been missed', async () => {
    const makeFanOut = async () => new RedisFanOut(await connect('p'), await connect('s'), silentLogger);
    const [sender, reader] = [await makeFanOut(), await makeFanOut()];
    const heard: string[] = [];
    let gaps = 0;
    await sender.subscribe('run/1', (payload) => heard.push(`here ${payload}`));
    const leave = await reader.subscribe('run/1', (payload) => heard.push(`there ${payload}`), {
      onGap: () => {
        gaps += 1;
      },
    });
    await sender.publish('run/1', 'a');
    await expect.poll(() => heard).toEqual(['here a', 'there a']);
    expect(gaps).toBe(0);
    await server.stop();
    await sender.publish('run/1', 'lost');
    expect(heard.at(-1)).toBe('here lost');
    await server.start();
    await expect.poll(() => gaps, { timeout: 10_000 }).toBe(1);
    await expect
      .poll(
        async () => {
          await sender.publish('run/1', 'again');
          return heard.includes('there again');
        },
        { timeout: 10_000 },
      )
      .toBe(true);
    await leave();
    expect(heard).not.toContain('there lost');
    await Promise.all([sender.close(), reader.close()]);
  });
});
