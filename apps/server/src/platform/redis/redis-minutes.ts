import { randomUUID } from 'node:crypto';
import { trusted } from '@agentforge/kernel/trust';
import type { Redis } from 'ioredis';
import type { MinuteLimits, SharedMinutes } from '../shared-minutes.ts';

/**
 * KEYS: requests by time, tokens by request with their `sum`. ARGV: id, tokens, limits (-1: none). Redis' own clock counts,
 * so processes whose clocks differ agree. A request larger than the limit goes out alone: it would wait for ever otherwise.
 */
const takeScript = `local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, old in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now - 60000)) do
  redis.call('HINCRBY', KEYS[2], 'sum', -(redis.call('HGET', KEYS[2], old) or 0))
  redis.call('HDEL', KEYS[2], old)
  redis.call('ZREM', KEYS[1], old)
end
local count = redis.call('ZCARD', KEYS[1])
local sum = count == 0 and 0 or tonumber(redis.call('HGET', KEYS[2], 'sum') or 0)
local tokens, requests, most = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
if count > 0 and ((requests >= 0 and count >= requests) or (most >= 0 and sum + tokens > most)) then
  return redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2] + 60001 - now
end
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('HSET', KEYS[2], ARGV[1], tokens, 'sum', sum + tokens)
redis.call('PEXPIRE', KEYS[1], 61000)
redis.call('PEXPIRE', KEYS[2], 61000)
return 0`;

const settleScript = `local before = redis.call('HGET', KEYS[2], ARGV[1])
if not before then return end
local tokens = tonumber(ARGV[2])
redis.call('HINCRBY', KEYS[2], 'sum', math.max(tokens, 0) - before)
if tokens >= 0 then redis.call('HSET', KEYS[2], ARGV[1], tokens) return end
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('ZREM', KEYS[1], ARGV[1])`;

/** Sliding minutes that all processes share. */
export class RedisMinutes implements SharedMinutes {
  readonly #redis: Redis;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  async take(key: string, { requestsPerMinute, tokensPerMinute }: MinuteLimits, tokens: number) {
    if (this.#redis.status !== 'ready') return null;
    const id = randomUUID();
    try {
      const limits = [requestsPerMinute ?? -1, tokensPerMinute ?? -1];
      const answer: unknown = await this.#redis.eval(takeScript, 2, ...names(key), id, Math.ceil(tokens), ...limits);
      const waitMs = Number(trusted<number>(answer, 'the script returns an integer'));
      return waitMs === 0 ? { id } : { waitMs };
    } catch {
      return null;
    }
  }

  settle(key: string, id: string, tokens: number | null): void {
    if (this.#redis.status !== 'ready') return;
    const counted = tokens === null ? -1 : Math.ceil(tokens);
    this.#redis.eval(settleScript, 2, ...names(key), id, counted).catch(() => undefined);
  }
}

/** Braces: both keys are on one node of a cluster. */
function names(key: string): [string, string] {
  return [`agentforge:minute:{${key}}:requests`, `agentforge:minute:{${key}}:tokens`];
}
