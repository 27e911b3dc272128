import { ModelError } from '@agentforge/plugin-kit/model';
import type { MinuteLimits } from '../../platform/shared-minutes.ts';
import type { Gate, Turn } from './minute-window.ts';

interface Waiter {
  tenantId: string;
  tokens: number;
  grant(turn: Turn): void;
  /** Told when there is no room at once. */
  refused(waitMs: number): void;
}

const mostWaiting = 5000;

/**
 * The line before a key. Who must wait stands in the line of their tenant, and the lines take turns: a tenant with a
 * thousand requests delays another by one.
 */
export class FairQueue {
  readonly #limits: MinuteLimits;
  readonly #gate: Gate;
  readonly #lines = new Map<string, Waiter[]>();
  #waiting = 0;
  #asking = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(limits: MinuteLimits, gate: Gate) {
    this.#limits = limits;
    this.#gate = gate;
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** Throws {@link ModelError} `rate_limited` after `longestMs`, `cancelled` when the signal is aborted. */
  take(tenantId: string, tokens: number, signal: AbortSignal, longestMs: number): Promise<Turn> {
    if (this.#waiting >= mostWaiting) return Promise.reject(this.#tooLong(longestMs, 1000));
    return new Promise((resolve, reject) => {
      const leave = (error: ModelError) => {
        this.#remove(waiter);
        done();
        reject(error);
      };
      const onAbort = () => leave(new ModelError('cancelled', 'The request was cancelled.'));
      let dueIn = 1000;
      let timer: NodeJS.Timeout | undefined;
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
      };
      const waiter: Waiter = {
        tenantId,
        tokens,
        grant: (turn) => {
          done();
          resolve(this.#watched(turn));
        },
        refused: (waitMs) => {
          dueIn = waitMs;
          if (longestMs <= 0) leave(this.#tooLong(longestMs, dueIn));
        },
      };
      if (signal.aborted) return reject(new ModelError('cancelled', 'The request was cancelled.'));
      signal.addEventListener('abort', onAbort, { once: true });
      if (longestMs > 0) timer = setTimeout(() => leave(this.#tooLong(longestMs, dueIn)), longestMs);
      const line = this.#lines.get(tenantId);
      if (line) line.push(waiter);
      else this.#lines.set(tenantId, [waiter]);
      this.#waiting += 1;
      if (this.#timer === undefined) this.pump();
      else if (longestMs <= 0) waiter.refused(dueIn);
    });
  }

  /** Gives turns while there are any, then looks again when the next is due. */
  pump(): void {
    if (this.#asking) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (let waiter = this.#first(); waiter; waiter = this.#first()) {
      const next = waiter;
      const answer = this.#gate.take(next.tokens);
      if (answer instanceof Promise) {
        this.#asking = true;
        void answer.then((turn) => {
          this.#asking = false;
          if (this.#answered(next, turn)) this.pump();
        });
        return;
      }
      if (!this.#answered(next, answer)) return;
    }
  }

  /** Whether the next may be asked for at once. */
  #answered(waiter: Waiter, answer: Turn | number): boolean {
    if (typeof answer === 'number') {
      for (const line of [...this.#lines.values()]) for (const other of [...line]) other.refused(answer);
      if (this.#waiting > 0) this.#timer ??= setTimeout(() => this.pump(), answer);
      return false;
    }
    if (!this.#remove(waiter)) {
      // Left while the others were asked.
      answer.giveBack();
      return true;
    }
    // To the end of the circle: the others are served before this tenant's next request.
    const line = this.#lines.get(waiter.tenantId);
    if (line) {
      this.#lines.delete(waiter.tenantId);
      this.#lines.set(waiter.tenantId, line);
    }
    waiter.grant(answer);
    return true;
  }

  /** What was reserved and not used may be the next one's. */
  #watched(turn: Turn): Turn {
    const next = () => {
      if (this.#waiting > 0) this.pump();
    };
    return {
      settle: (tokens) => {
        turn.settle(tokens);
        next();
      },
      giveBack: () => {
        turn.giveBack();
        next();
      },
    };
  }

  #remove(waiter: Waiter): boolean {
    const line = this.#lines.get(waiter.tenantId);
    const at = line?.indexOf(waiter) ?? -1;
    if (!line || at < 0) return false;
    line.splice(at, 1);
    if (line.length === 0) this.#lines.delete(waiter.tenantId);
    this.#waiting -= 1;
    if (this.#waiting === 0) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    }
    return true;
  }

  #first(): Waiter | null {
    for (const line of this.#lines.values()) return line[0] ?? null;
    return null;
  }

  #tooLong(waitedMs: number, dueMs: number): ModelError {
    const { requestsPerMinute, tokensPerMinute } = this.#limits;
    const limits = [
      ...(requestsPerMinute === null ? [] : [`${requestsPerMinute} requests`]),
      ...(tokensPerMinute === null ? [] : [`${tokensPerMinute} tokens`]),
    ].join(' and ');
    return new ModelError(
      'rate_limited',
      `This model connection is at its limit of ${limits} per minute, and no place came free within ${Math.round(waitedMs / 1000)} seconds. Try again in a minute, or raise the limit under Admin → Models.`,
      { retryAfterMs: dueMs },
    );
  }
}
