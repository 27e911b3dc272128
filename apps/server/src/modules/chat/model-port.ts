import type { ModelDescription, ModelPort } from '@agentforge/agent-engine/ports';
import { AppError } from '@agentforge/kernel/errors';
import { ModelError } from '@agentforge/plugin-kit/model';
import type { ModelCandidate } from './chat.ports.ts';

/** Candidates as the engine's one model: the next is asked when one fails before its first part, never after. */
export function modelPort(candidates: readonly ModelCandidate[]): ModelPort {
  const [first] = candidates;
  if (!first)
    throw new AppError('model_missing', { detail: 'No model is connected. Add one under Settings → Models.' });
  return {
    describe: () => describe(first),
    async *stream(request, signal, onFallback) {
      for (const [index, candidate] of candidates.entries()) {
        let begun = false;
        try {
          for await (const part of candidate.model.stream(request, signal)) {
            if (!begun && index > 0) onFallback(describe(candidate));
            begun = true;
            yield part;
          }
          return;
        } catch (error) {
          const last = index === candidates.length - 1;
          if (begun || last || signal.aborted || !mayTryNext(error)) throw error;
        }
      }
    },
  };
}

/** A request no model would take is not offered to the next. */
function mayTryNext(error: unknown): boolean {
  return error instanceof ModelError && !['content_filtered', 'cancelled'].includes(error.kind);
}

function describe({ model, info }: ModelCandidate): ModelDescription {
  return {
    id: model.id,
    price: info?.price ?? null,
    contextWindow: info?.contextWindow ?? null,
    maxOutputTokens: info?.maxOutputTokens ?? null,
  };
}
