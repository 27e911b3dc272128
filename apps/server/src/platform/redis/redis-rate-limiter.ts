import { trusted } from '@agentforge/kernel/trust';
import type { Redis } from 'ioredis';
import type { RateDecision, RateLimiter } from '../http/rate-limiter.ts';

/** Counts and dates the window in one step, so that no window is left without an end. */
const script = `local count = redis.call('INCR', KEYS[1])
local left = redis.call('PTTL', KEYS[1])
if left < 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
  left = tonumber(ARGV[1])
end
return {count, left}`;

/** Fixed windows that all processes share. While Redis is away each process limits by its own count: never no limit. */
export class RedisRateLimiter implements RateLimiter {
  readonly #redis: Redis;
  readonly #local: RateLimiter;

  constructor(redis: Redis, local: RateLimiter) {
    this.#redis = redis;
    this.#local = local;
  }

  async hit(key: string, limit: number, windowSeconds: number): Promise<RateDecision> {
    // Counted here too, so that an outage in the middle of a window does not begin a new one.
    const own = await this.#local.hit(key, limit, windowSeconds);
    if (this.#redis.status !== 'ready') return own;
    try {
      const name = `agentforge:limit:${windowSeconds}:${key}`;
      const answer: unknown = await this.#redis.eval(script, 1, name, windowSeconds * 1000);
      const [count, left] = trusted<[number, number]>(answer, 'the script returns two integers');
      return {
        allowed: count <= limit,
        limit,
        remaining: Math.max(0, limit - count),
        resetSeconds: Math.max(1, Math.ceil(left / 1000)),
      };
    } catch {
      return own;
    }
  }
}
