import { statusOf } from '../failure.ts';

export const maxAttempts = 12;

/** Milliseconds before the next try: 0.5 s doubling to 15 s, with up to a quarter of chance so that pages do not come together. */
export function backoff(attempt: number, chance: number = Math.random()): number {
  const base = Math.min(15_000, 500 * 2 ** attempt);
  return Math.round(base * (1 + chance / 4));
}

/** Whether trying again can help: nothing answered, or the server said "not now". */
export function isPassing(error: unknown): boolean {
  const status = statusOf(error);
  if (status === undefined) return error instanceof TypeError || error instanceof DOMException;
  return status === 0 || status === 408 || status === 425 || status === 502 || status === 503 || status === 504;
}

/** Resolves after `milliseconds`, at once when aborted. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    if (signal.aborted) done();
    else signal.addEventListener('abort', done);
  });
}
