import type { Clock } from '@agentforge/kernel/clock';
import { ModelError } from '@agentforge/plugin-kit/model';

export interface QueueLimits {
  requestsPerMinute: number | null;
  tokensPerMinute: number | null;
}

/** A turn that was taken. `settle` replaces the estimate by what was used. */
export interface Turn {
  settle(tokens: number): void;
}

interface Waiter {
  tokens: number;
  grant(turn: Turn): void;
}

interface Spent {
  at: number;
  tokens: number;
}

const windowMs = 60_000;
const mostWaiting = 5000;

/**
 * Keeps one key within its requests and tokens of any 60 seconds. Who must wait stands in the line of their tenant, and
 * the lines take turns: a tenant with a thousand requests delays another by one.
 */
export class FairQueue {
  readonly #clock: Clock;
  readonly #limits: QueueLimits;
  readonly #lines = new Map<string, Waiter[]>();
  #spent: Spent[] = [];
  #tokens = 0;
  #waiting = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(limits: QueueLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** Throws {@link ModelError} `rate_limited` after `longestMs`, `cancelled` when the signal is aborted. */
  take(tenantId: string, tokens: number, signal: AbortSignal, longestMs: number): Promise<Turn> {
    if (this.#waiting === 0) {
      const turn = this.#tryNow(tokens);
      if (turn) return Promise.resolve(turn);
    }
    if (this.#waiting >= mostWaiting || longestMs <= 0) return Promise.reject(this.#tooLong(longestMs));
    return this.#wait(tenantId, tokens, signal, longestMs);
  }

  /** Gives turns while there are any, then looks again when the next is due. */
  pump(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (let next = this.#firstLine(); next; next = this.#firstLine()) {
      const [tenantId, line] = next;
      const waiter = line[0];
      const turn = waiter ? this.#tryNow(waiter.tokens) : null;
      if (!waiter || !turn) break;
      line.shift();
      // To the end of the circle: the others are served before this tenant's next request.
      this.#lines.delete(tenantId);
      if (line.length > 0) this.#lines.set(tenantId, line);
      this.#waiting -= 1;
      waiter.grant(turn);
    }
    if (this.#waiting > 0) this.#timer = setTimeout(() => this.pump(), this.#dueIn());
  }

  #wait(tenantId: string, tokens: number, signal: AbortSignal, longestMs: number): Promise<Turn> {
    return new Promise((resolve, reject) => {
      const leave = (error: ModelError) => {
        this.#remove(tenantId, waiter);
        done();
        reject(error);
      };
      const onAbort = () => leave(new ModelError('cancelled', 'The request was cancelled.'));
      const timer = setTimeout(() => leave(this.#tooLong(longestMs)), longestMs);
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
      };
      const waiter: Waiter = {
        tokens,
        grant: (turn) => {
          done();
          resolve(turn);
        },
      };
      if (signal.aborted) {
        done();
        return reject(new ModelError('cancelled', 'The request was cancelled.'));
      }
      signal.addEventListener('abort', onAbort, { once: true });
      const line = this.#lines.get(tenantId);
      if (line) line.push(waiter);
      else this.#lines.set(tenantId, [waiter]);
      this.#waiting += 1;
      this.pump();
    });
  }

  #remove(tenantId: string, waiter: Waiter): void {
    const line = this.#lines.get(tenantId);
    const at = line?.indexOf(waiter) ?? -1;
    if (!line || at < 0) return;
    line.splice(at, 1);
    if (line.length === 0) this.#lines.delete(tenantId);
    this.#waiting -= 1;
    if (this.#waiting === 0) clearTimeout(this.#timer);
  }

  #firstLine(): [string, Waiter[]] | null {
    for (const entry of this.#lines) return entry;
    return null;
  }

  #tryNow(tokens: number): Turn | null {
    this.#forgetOld();
    const { requestsPerMinute, tokensPerMinute } = this.#limits;
    if (requestsPerMinute !== null && this.#spent.length >= requestsPerMinute) return null;
    // A single request larger than the limit goes out alone: it would wait for ever otherwise.
    const full = tokensPerMinute !== null && this.#tokens + tokens > tokensPerMinute;
    if (full && this.#spent.length > 0) return null;
    const spent = { at: this.#clock.now(), tokens };
    this.#spent.push(spent);
    this.#tokens += tokens;
    return {
      settle: (used) => {
        if (this.#spent.includes(spent)) this.#tokens += used - spent.tokens;
        spent.tokens = used;
        if (this.#waiting > 0) this.pump();
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
    if (!oldest) return 50;
    return Math.max(10, oldest.at + windowMs - this.#clock.now() + 1);
  }

  #tooLong(waitedMs: number): ModelError {
    const { requestsPerMinute, tokensPerMinute } = this.#limits;
    const limits = [
      ...(requestsPerMinute === null ? [] : [`${requestsPerMinute} requests`]),
      ...(tokensPerMinute === null ? [] : [`${tokensPerMinute} tokens`]),
    ].join(' and ');
    return new ModelError(
      'rate_limited',
      `This model connection is at its limit of ${limits} per minute, and no place came free within ${Math.round(waitedMs / 1000)} seconds. Try again in a minute, or raise the limit under Admin → Models.`,
      { retryAfterMs: this.#dueIn() },
    );
  }
}
