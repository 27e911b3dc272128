import type { Clock } from '@agentforge/kernel/clock';
import type { SharedMinutes } from '../../platform/shared-minutes.ts';
import type { ConnectionLimits } from '../models/index.ts';
import { FairQueue } from './fair-queue.ts';
import { MinuteWindow, SharedWindow, type Turn } from './minute-window.ts';

const mostQueues = 2000;
const free: Turn = { settle: () => undefined, giveBack: () => undefined };

export interface Place {
  /** Of the connection as it is configured now. */
  key: string;
  tenantId: string;
  limits: ConnectionLimits;
}

/** The lines before connections with limits. With Redis what all processes send counts together. */
export class Queues {
  readonly #clock: Clock;
  readonly #shared: SharedMinutes | null;
  readonly #queues = new Map<string, FairQueue>();

  constructor(clock: Clock, shared: SharedMinutes | null = null) {
    this.#clock = clock;
    this.#shared = shared;
  }

  /** Returns at once for connections without limits. `tokens` is asked for only where it counts. */
  async take(place: Place, tokens: () => number, signal: AbortSignal): Promise<Turn> {
    const { requestsPerMinute, tokensPerMinute, queueMs } = place.limits;
    if (requestsPerMinute === null && tokensPerMinute === null) return free;
    const estimate = tokensPerMinute === null ? 0 : tokens();
    return this.#queueOf(place).take(place.tenantId, estimate, signal, queueMs);
  }

  #queueOf({ key, limits }: Place): FairQueue {
    const known = this.#queues.get(key);
    if (known) return known;
    if (this.#queues.size >= mostQueues)
      for (const [old, queue] of this.#queues) if (queue.waiting === 0) this.#queues.delete(old);
    const own = new MinuteWindow(limits, this.#clock);
    const queue = new FairQueue(
      limits,
      this.#shared === null ? own : new SharedWindow(own, this.#shared, { key, limits }),
    );
    this.#queues.set(key, queue);
    return queue;
  }
}
