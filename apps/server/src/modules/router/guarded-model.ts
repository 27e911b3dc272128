import { tokensOf } from '@agentforge/agent-engine/conversation-window';
import type { LanguageModel, ModelError, ModelPart, ModelRequest, ModelUsage } from '@agentforge/plugin-kit/model';
import type { CircuitBreaker, Permit } from './circuit-breaker.ts';
import { gatherParts } from './gather-parts.ts';
import { pause, pausedModel } from './guarded-call.ts';
import type { Turn } from './minute-window.ts';
import type { Place, Queues } from './queues.ts';
import { countsAsBroken, retryWait } from './retry-policy.ts';

export interface ModelGuards {
  breaker: CircuitBreaker;
  queues: Queues;
  random: () => number;
}

/** Tries that are left to one request over all its models. */
export interface Tries {
  left: number;
}

/** Tokens to reserve for an answer whose length nobody has limited. */
const expectedAnswer = 500;

/** A model behind its connection's line, its circuit breaker and retries; all of them before the first part only. */
export class GuardedModel implements LanguageModel {
  readonly id: string;
  readonly #model: LanguageModel;
  readonly #place: Place;
  readonly #guards: ModelGuards;

  constructor(model: LanguageModel, place: Place, guards: ModelGuards) {
    this.id = model.id;
    this.#model = model;
    this.#place = place;
    this.#guards = guards;
  }

  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelPart> {
    return this.attempt(request, signal, { left: this.#place.limits.maxRetries + 1 });
  }

  async *attempt(request: ModelRequest, signal: AbortSignal, tries: Tries): AsyncGenerator<ModelPart> {
    for (let retry = 0; ; retry += 1) {
      tries.left -= 1;
      const progress = { begun: false };
      try {
        yield* this.#once(request, signal, progress);
        return;
      } catch (error) {
        const { maxRetries, maxRetryWaitMs } = this.#place.limits;
        if (progress.begun || signal.aborted || tries.left <= 0 || retry >= maxRetries) throw error;
        const waitMs = retryWait(error, retry, maxRetryWaitMs, this.#guards.random);
        if (waitMs === null || this.#guards.breaker.waitFor(this.#circuit) > 0) throw error;
        await pause(waitMs, signal);
      }
    }
  }

  get #circuit(): string {
    return `${this.#place.key}/${this.id}`;
  }

  async *#once(request: ModelRequest, signal: AbortSignal, progress: { begun: boolean }): AsyncGenerator<ModelPart> {
    const { breaker, queues } = this.#guards;
    if (breaker.waitFor(this.#circuit) > 0) throw this.#paused();
    const turn = await queues.take(this.#place, () => expectedTokens(request), signal);
    const permit = breaker.admit(this.#circuit);
    if (!permit) {
      turn.giveBack();
      throw this.#paused();
    }
    const connection = new AbortController();
    const leave = () => connection.abort(signal.reason);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    try {
      for await (const part of gatherParts(this.#model.stream(request, connection.signal))) {
        progress.begun = true;
        if (part.type === 'finish') {
          permit.succeeded();
          turn.settle(usedTokens(part.usage) ?? expectedTokens(request));
        }
        yield part;
      }
    } catch (error) {
      if (!signal.aborted) told(error, permit, progress.begun ? null : turn);
      throw error;
    } finally {
      signal.removeEventListener('abort', leave);
      connection.abort('closed');
      permit.release();
    }
  }

  #paused(): ModelError {
    return pausedModel(this.id, this.#guards.breaker.waitFor(this.#circuit));
  }
}

/** `refused` is the turn of a request that was refused: it has used no tokens. */
function told(error: unknown, permit: Permit, refused: Turn | null): void {
  if (countsAsBroken(error)) permit.failed();
  refused?.settle(0);
}

function expectedTokens(request: ModelRequest): number {
  return tokensOf(request.messages) + (request.parameters?.maxTokens ?? expectedAnswer);
}

function usedTokens({ inputTokens, outputTokens }: ModelUsage): number | undefined {
  return inputTokens === undefined || outputTokens === undefined ? undefined : inputTokens + outputTokens;
}
