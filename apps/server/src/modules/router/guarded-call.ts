import { setTimeout as sleep } from 'node:timers/promises';
import { ModelError } from '@agentforge/plugin-kit/model';
import type { ModelGuards } from './guarded-model.ts';
import type { Place } from './queues.ts';
import { countsAsBroken, retryWait } from './retry-policy.ts';

/** One whole answer (no stream) behind line, breaker and retries of its connection. */
export async function guardedCall<T>(
  place: Place & { modelId: string; tokens: () => number },
  guards: ModelGuards,
  signal: AbortSignal,
  run: () => Promise<T>,
): Promise<T> {
  const circuit = `${place.key}/${place.modelId}`;
  for (let retry = 0; ; retry += 1) {
    const turn = await guards.queues.take(place, place.tokens, signal);
    const permit = guards.breaker.admit(circuit);
    if (!permit) {
      turn.giveBack();
      throw pausedModel(place.modelId, guards.breaker.waitFor(circuit));
    }
    try {
      const answer = await run();
      permit.succeeded();
      return answer;
    } catch (error) {
      if (countsAsBroken(error) && !signal.aborted) permit.failed();
      const waitMs = retryWait(error, retry, place.limits.maxRetryWaitMs, guards.random);
      if (waitMs === null || retry >= place.limits.maxRetries || signal.aborted) throw error;
      await pause(waitMs, signal);
    } finally {
      permit.release();
    }
  }
}

export function pausedModel(modelId: string, waitMs: number): ModelError {
  return new ModelError(
    'overloaded',
    `The model ${modelId} failed several times in a row, so it is not asked for ${Math.max(1, Math.ceil(waitMs / 1000))} seconds. Try again then, or set a fallback model under Admin → Models.`,
    { retryAfterMs: waitMs },
  );
}

/** Throws {@link ModelError} `cancelled` when the signal is aborted meanwhile. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal });
  } catch {
    throw new ModelError('cancelled', 'The request was cancelled.');
  }
}
