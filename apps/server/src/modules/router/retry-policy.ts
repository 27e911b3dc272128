import { ModelError, type ModelErrorKind } from '@agentforge/plugin-kit/model';

const retried = new Set<ModelErrorKind>(['rate_limited', 'overloaded', 'connection', 'bad_response']);
const broken = new Set<ModelErrorKind>(['overloaded', 'timeout', 'connection', 'tls', 'bad_response', 'not_json']);
const elsewhere = new Set<ModelErrorKind>(['content_filtered', 'cancelled']);
const firstWaitMs = 400;

/**
 * Milliseconds to wait before the same model is asked again; null when it should not be. What the provider asks for is
 * honoured up to `longestMs`. A timeout is not repeated: the person has waited long enough.
 */
export function retryWait(error: unknown, retry: number, longestMs: number, random: () => number): number | null {
  if (!(error instanceof ModelError) || !retried.has(error.kind)) return null;
  const jitter = random();
  if (error.retryAfterMs !== undefined) {
    return error.retryAfterMs > longestMs ? null : error.retryAfterMs + Math.round(jitter * 250);
  }
  const full = Math.min(firstWaitMs * 2 ** retry, longestMs);
  return Math.round(full / 2 + (jitter * full) / 2);
}

/** Whether an error says that the provider does not work, not that this request or key is wrong. */
export function countsAsBroken(error: unknown): boolean {
  return error instanceof ModelError && broken.has(error.kind);
}

/** A request no model would take is not offered to the next. */
export function mayTryNext(error: unknown): boolean {
  return error instanceof ModelError && !elsewhere.has(error.kind);
}
