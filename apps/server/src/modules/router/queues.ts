import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '@agentforge/kernel/clock';
import { ModelError } from '@agentforge/plugin-kit/model';
import type { RateLimiter } from '../../platform/http/rate-limiter.ts';
import type { ConnectionLimits } from '../models/index.ts';
import { FairQueue, type Turn } from './fair-queue.ts';

const mostQueues = 2000;
const free: Turn = { settle: () => undefined };

export interface Place {
  /** Of the connection as it is configured now. */
  key: string;
  tenantId: string;
  limits: ConnectionLimits;
}

/** The lines before connections with limits. With Redis the requests of all processes count together as well. */
export class Queues {
  readonly #clock: Clock;
  readonly #shared: RateLimiter | null;
  readonly #queues = new Map<string, FairQueue>();

  constructor(clock: Clock, shared: RateLimiter | null = null) {
    this.#clock = clock;
    this.#shared = shared;
  }

  /** Returns at once for connections without limits. `tokens` is asked for only where it counts. */
  async take(place: Place, tokens: () => number, signal: AbortSignal): Promise<Turn> {
    const { requestsPerMinute, tokensPerMinute, queueMs } = place.limits;
    if (requestsPerMinute === null && tokensPerMinute === null) return free;
    const began = this.#clock.now();
    const estimate = tokensPerMinute === null ? 0 : tokens();
    const turn = await this.#queueOf(place).take(place.tenantId, estimate, signal, queueMs);
    if (this.#shared && requestsPerMinute !== null) {
      await this.#takeShared(this.#shared, place.key, requestsPerMinute, began + queueMs, signal);
    }
    return turn;
  }

  #queueOf({ key, limits }: Place): FairQueue {
    const known = this.#queues.get(key);
    if (known) return known;
    if (this.#queues.size >= mostQueues)
      for (const [old, queue] of this.#queues) if (queue.waiting === 0) this.#queues.delete(old);
    const queue = new FairQueue(limits, this.#clock);
    this.#queues.set(key, queue);
    return queue;
  }

  async #takeShared(limiter: RateLimiter, key: string, limit: number, until: number, signal: AbortSignal) {
    for (;;) {
      const decision = await limiter.hit(`model:${key}`, limit, 60);
      if (decision.allowed) return;
      const waitMs = decision.resetSeconds * 1000;
      if (this.#clock.now() + waitMs > until) {
        throw new ModelError(
          'rate_limited',
          `This model connection is at its limit of ${limit} requests per minute on all servers together. Try again in a minute.`,
          { retryAfterMs: waitMs },
        );
      }
      await sleep(waitMs, undefined, { signal });
    }
  }
}
