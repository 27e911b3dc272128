export interface RateDecision {
  allowed: boolean;
  limit: number;
  remaining: number;
  /** Seconds until the window ends. */
  resetSeconds: number;
}

export interface RateLimiter {
  /** Counts one request against `key`. */
  hit(key: string, limit: number, windowSeconds: number): Promise<RateDecision> | RateDecision;
}

interface Window {
  count: number;
  endsAt: number;
}

/** Fixed windows in memory. Used alone without Redis, and as what is left when Redis does not answer: never no limit. */
export class LocalRateLimiter implements RateLimiter {
  readonly #windows = new Map<string, Window>();
  readonly #now: () => number;
  readonly #maxKeys: number;

  constructor(now: () => number, maxKeys = 50_000) {
    this.#now = now;
    this.#maxKeys = maxKeys;
  }

  hit(key: string, limit: number, windowSeconds: number): RateDecision {
    const now = this.#now();
    let window = this.#windows.get(key);
    if (!window || window.endsAt <= now) {
      window = { count: 0, endsAt: now + windowSeconds * 1000 };
      if (this.#windows.size >= this.#maxKeys) this.#sweep(now);
      this.#windows.set(key, window);
    }
    window.count += 1;
    return {
      allowed: window.count <= limit,
      limit,
      remaining: Math.max(0, limit - window.count),
      resetSeconds: Math.max(1, Math.ceil((window.endsAt - now) / 1000)),
    };
  }

  /** Drops ended windows, and the oldest when all are still open, so memory stays bounded under a flood of keys. */
  #sweep(now: number): void {
    for (const [key, window] of this.#windows) if (window.endsAt <= now) this.#windows.delete(key);
    for (const key of this.#windows.keys()) {
      if (this.#windows.size < this.#maxKeys) return;
      this.#windows.delete(key);
    }
  }
}
