import type { Clock } from '@agentforge/kernel/clock';
import type { MinuteLimits, SharedMinutes } from '../../platform/shared-minutes.ts';

/** A request that was counted. */
export interface Turn {
  /** Replaces the estimate by what was used. */
  settle(tokens: number): void;
  /** The request did not go out after all. */
  giveBack(): void;
}

/** A turn, or the milliseconds until there may be one. */
type TurnOrWait = Turn | number;

/** Counts one request of so many tokens, if the limits allow it. */
export interface Gate {
  take(tokens: number): TurnOrWait | Promise<TurnOrWait>;
}

interface Spent {
  at: number;
  tokens: number;
}

const windowMs = 60_000;
/** Another process may finish with fewer tokens than it reserved, or give a turn back. */
const askAgainMs = 1000;

/** What this process has spent of a key in the last 60 seconds. */
export class MinuteWindow implements Gate {
  readonly #clock: Clock;
  readonly #limits: MinuteLimits;
  #spent: Spent[] = [];
  #tokens = 0;

  constructor(limits: MinuteLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  take(tokens: number): TurnOrWait {
    this.#forgetOld();
    const { requestsPerMinute, tokensPerMinute } = this.#limits;
    const tooMany = requestsPerMinute !== null && this.#spent.length >= requestsPerMinute;
    // A single request larger than the limit goes out alone: it would wait for ever otherwise.
    const full = tokensPerMinute !== null && this.#tokens + tokens > tokensPerMinute && this.#spent.length > 0;
    if (tooMany || full) return this.#dueIn();
    const spent = { at: this.#clock.now(), tokens };
    this.#spent.push(spent);
    this.#tokens += tokens;
    return {
      settle: (used) => {
        if (this.#spent.includes(spent)) this.#tokens += used - spent.tokens;
        spent.tokens = used;
      },
      giveBack: () => {
        if (this.#spent.includes(spent)) this.#tokens -= spent.tokens;
        this.#spent = this.#spent.filter((other) => other !== spent);
      },
    };
  }

  #forgetOld(): void {
    const begin = this.#clock.now() - windowMs;
    let old = 0;
    for (const spent of this.#spent) {
      if (spent.at > begin) break;
      this.#tokens -= spent.tokens;
      old += 1;
    }
    if (old > 0) this.#spent = this.#spent.slice(old);
  }

  #dueIn(): number {
    const oldest = this.#spent[0];
    return oldest ? Math.max(10, oldest.at + windowMs - this.#clock.now() + 1) : 50;
  }
}

/** The same over all processes. While the others cannot be asked this one keeps to the limits by itself: never no limit. */
export class SharedWindow implements Gate {
  readonly #own: MinuteWindow;
  readonly #shared: SharedMinutes;
  readonly #key: string;
  readonly #limits: MinuteLimits;

  constructor(own: MinuteWindow, shared: SharedMinutes, at: { key: string; limits: MinuteLimits }) {
    this.#own = own;
    this.#shared = shared;
    this.#key = at.key;
    this.#limits = at.limits;
  }

  /** Counted here too, so that an outage in the middle of a minute does not begin a new one. */
  async take(tokens: number): Promise<TurnOrWait> {
    const own = this.#own.take(tokens);
    if (typeof own === 'number') return own;
    const answer = await this.#shared.take(this.#key, this.#limits, tokens);
    if (answer === null) return own;
    if ('waitMs' in answer) {
      own.giveBack();
      return Math.min(answer.waitMs, askAgainMs);
    }
    return {
      settle: (used) => {
        own.settle(used);
        this.#shared.settle(this.#key, answer.id, used);
      },
      giveBack: () => {
        own.giveBack();
        this.#shared.settle(this.#key, answer.id, null);
      },
    };
  }
}
