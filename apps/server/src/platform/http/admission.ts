import { AppError } from '@agentforge/kernel/errors';

export interface AdmissionOptions {
  /** Requests that are worked on at once. More would only make all of them slower. */
  slots: number;
  /** Longest wait that is worth it. */
  mostWaitMs?: number;
  now?: () => number;
}

interface Waiter {
  since: number;
  enter(leave: () => void): void;
  refuse(error: AppError): void;
}

/** How far one request moves the mean of how long a request takes. */
const weight = 0.05;

/**
 * Lets so many requests work at once. Who comes when all places are taken waits in the line of their organization; the
 * lines take turns, so one with a thousand requests delays another by one. Who would wait too long is told so at once:
 * work that nobody waits for any more is the one thing an overloaded server must not do.
 */
export class Admission {
  readonly #slots: number;
  readonly #mostWaitMs: number;
  readonly #now: () => number;
  readonly #lines = new Map<string, Waiter[]>();
  #working = 0;
  #meanMs = 10;

  constructor({ slots, mostWaitMs = 5000, now = Date.now }: AdmissionOptions) {
    this.#slots = slots;
    this.#mostWaitMs = mostWaitMs;
    this.#now = now;
  }

  /** Resolves to what gives the place back. Throws `unavailable` with the seconds after which to come again. */
  enter(organization: string): Promise<() => void> {
    if (this.#working < this.#slots) return Promise.resolve(this.#take());
    const line = this.#lines.get(organization) ?? [];
    // A turn of its line comes once per round through all lines.
    const expectedMs = ((line.length + 1) * Math.max(1, this.#lines.size) * this.#meanMs) / this.#slots;
    if (expectedMs > this.#mostWaitMs) return Promise.reject(overloaded(expectedMs));
    this.#lines.set(organization, line);
    return new Promise((enter, refuse) => line.push({ since: this.#now(), enter, refuse }));
  }

  #take(): () => void {
    const began = this.#now();
    this.#working += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#working -= 1;
      this.#meanMs += (this.#now() - began - this.#meanMs) * weight;
      this.#next();
    };
  }

  #next(): void {
    for (const [organization, line] of this.#lines) {
      // To the end of the circle: the others are next.
      this.#lines.delete(organization);
      const waiter = line.shift();
      if (line.length > 0) this.#lines.set(organization, line);
      if (!waiter) continue;
      if (this.#now() - waiter.since <= 3 * this.#mostWaitMs) {
        waiter.enter(this.#take());
        return;
      }
      waiter.refuse(overloaded(this.#mostWaitMs));
    }
  }
}

function overloaded(waitMs: number): AppError {
  return new AppError('unavailable', {
    detail: 'There is more to do right now than can be done. Try again in a moment.',
    retryAfterSeconds: Math.min(30, Math.max(1, Math.ceil(waitMs / 1000))),
  });
}
