import type { ModelDescription, ModelPort } from '@agentforge/agent-engine/ports';
import { AppError } from '@agentforge/kernel/errors';
import type { ModelParameters, ModelPart, ModelRequest } from '@agentforge/plugin-kit/model';
import type { ModelInfo, ModelParameterName } from '@agentforge/plugin-kit/provider';
import type { GuardedModel, Tries } from './guarded-model.ts';
import { mayTryNext } from './retry-policy.ts';

/** A model ready to be called, with what is known of it. */
export interface ChosenModel {
  model: GuardedModel;
  info: ModelInfo | null;
  /** Kind of its provider, such as `anthropic`. */
  provider?: string;
  /** Null when not known: everything is passed on. */
  parameters: readonly ModelParameterName[] | null;
}

/** What a request asks of a model. */
export interface Needs {
  images: boolean;
  tools: boolean;
}

/** Of one model turn, over all its models and retries. */
const mostTries = 8;

/** Candidates as the engine's one model: the next is asked when one fails before its first part, never after. */
export function routedModel(candidates: readonly ChosenModel[], expected: Needs): ModelPort {
  const [chosen] = suited(candidates, expected);
  if (!chosen) throw new AppError('model_missing', { detail: 'No model is connected. Add one under Admin → Models.' });
  return {
    describe: () => describe(chosen),
    async *stream(request, signal, onFallback) {
      const tries: Tries = { left: mostTries };
      const order = suited(candidates, needsOf(request));
      for (const [index, candidate] of order.entries()) {
        const progress = { begun: false };
        const begin = () => {
          if (!progress.begun && candidate !== chosen) onFallback(describe(candidate));
          progress.begun = true;
        };
        try {
          yield* told(candidate.model.attempt(fitted(request, candidate, chosen), signal, tries), begin);
          return;
        } catch (error) {
          const last = index === order.length - 1 || tries.left <= 0;
          if (progress.begun || last || signal.aborted || !mayTryNext(error)) throw error;
        }
      }
    },
  };
}

async function* told(parts: AsyncIterable<ModelPart>, begin: () => void): AsyncGenerator<ModelPart> {
  for await (const part of parts) {
    begin();
    yield part;
  }
}

/** Models that can do what is needed, in order; all when none can, as the model's own refusal says most. */
export function suited(candidates: readonly ChosenModel[], needs: Needs): readonly ChosenModel[] {
  const able = candidates.filter(({ info }) => {
    if (info === null) return true;
    return (info.capabilities.vision || !needs.images) && (info.capabilities.tools || !needs.tools);
  });
  return able.length === 0 ? candidates : able;
}

export function needsOf(request: ModelRequest): Needs {
  const images = request.messages.some(
    (message) => message.role === 'user' && message.content.some((part) => part.type === 'image'),
  );
  return { images, tools: (request.tools?.length ?? 0) > 0 };
}

const parameterNames: readonly [keyof ModelParameters, ModelParameterName][] = [
  ['temperature', 'temperature'],
  ['topP', 'top_p'],
  ['maxTokens', 'max_tokens'],
  ['stop', 'stop'],
  ['seed', 'seed'],
  ['reasoningEffort', 'reasoning_effort'],
];

/** The agent's settings were made for the chosen model; another one gets those it has. */
function fitted(request: ModelRequest, candidate: ChosenModel, chosen: ChosenModel): ModelRequest {
  if (candidate === chosen || candidate.parameters === null || request.parameters === undefined) return request;
  const has: ReadonlySet<string> = new Set(candidate.parameters);
  const parameters: ModelParameters = { ...request.parameters };
  for (const [field, name] of parameterNames) if (!has.has(name)) delete parameters[field];
  const limit = candidate.info?.maxOutputTokens ?? null;
  if (limit !== null && parameters.maxTokens !== undefined)
    parameters.maxTokens = Math.min(parameters.maxTokens, limit);
  return { ...request, parameters };
}

function describe({ model, info, provider }: ChosenModel): ModelDescription {
  return {
    id: model.id,
    price: info?.price ?? null,
    contextWindow: info?.contextWindow ?? null,
    maxOutputTokens: info?.maxOutputTokens ?? null,
    ...(provider === undefined ? {} : { provider }),
  };
}
