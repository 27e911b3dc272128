import { ModelError } from '../model.ts';

/** Milliseconds. Reasoning models may think long before their first part. */
export interface StreamTimeouts {
  /** Until the first part of an answer. */
  firstPartMs: number;
  /** Between two parts. */
  idleMs: number;
  /** Of the whole turn. */
  totalMs: number;
}

export const defaultTimeouts: StreamTimeouts = { firstPartMs: 60_000, idleMs: 60_000, totalMs: 600_000 };

/**
 * Watches one stream with two timers instead of one per part. Time the reader spends with a part is not the
 * provider's, so the idle clock only counts while {@link waiting} is true.
 */
export class StreamDeadline {
  readonly signal: AbortSignal;
  failure: ModelError | undefined;
  waiting = true;
  readonly #abort = new AbortController();
  readonly #timeouts: StreamTimeouts;
  readonly #outer: AbortSignal;
  readonly #total: NodeJS.Timeout;
  readonly #onOuterAbort: () => void;
  #idle: NodeJS.Timeout;
  #begun = false;

  constructor(outer: AbortSignal, timeouts: StreamTimeouts) {
    this.#timeouts = timeouts;
    this.#outer = outer;
    this.signal = this.#abort.signal;
    this.#onOuterAbort = () => this.end(new ModelError('cancelled', 'The request was cancelled.'));
    this.#total = setTimeout(() => this.end(tooLate('finish its answer', timeouts.totalMs)), timeouts.totalMs);
    this.#idle = setTimeout(() => this.end(tooLate('begin its answer', timeouts.firstPartMs)), timeouts.firstPartMs);
    if (outer.aborted) this.#onOuterAbort();
    else outer.addEventListener('abort', this.#onOuterAbort, { once: true });
  }

  /** The first part of the answer is here: from now on the idle time counts. */
  begun(): void {
    this.#begun = true;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      if (this.waiting) this.end(tooLate('go on with its answer', this.#timeouts.idleMs));
      else this.#idle.refresh();
    }, this.#timeouts.idleMs);
  }

  /** Before each read: the provider is on. */
  wait(): void {
    this.waiting = true;
    if (this.#begun) this.#idle.refresh();
  }

  /** Stops the timers and closes the provider's connection. */
  end(failure?: ModelError): void {
    this.failure ??= failure;
    clearTimeout(this.#idle);
    clearTimeout(this.#total);
    this.#outer.removeEventListener('abort', this.#onOuterAbort);
    if (!this.#abort.signal.aborted) this.#abort.abort(this.failure);
  }
}

function tooLate(what: string, milliseconds: number): ModelError {
  const time = milliseconds >= 1000 ? `${Math.round(milliseconds / 1000)} seconds` : `${milliseconds} milliseconds`;
  return new ModelError(
    'timeout',
    `The model did not ${what} within ${time}, so the call was ended. Try again, or choose a faster model.`,
  );
}
