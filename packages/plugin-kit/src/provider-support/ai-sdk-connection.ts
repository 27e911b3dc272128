import type { EmbeddingModelV4, LanguageModelV4, SharedV4ProviderOptions } from '@ai-sdk/provider';
import type { ErrorContext } from '../model/classify-model-error.ts';
import { embeddingModelFromAiSdk, languageModelFromAiSdk } from '../model/from-ai-sdk.ts';
import type { StreamTimeouts } from '../model/stream-deadline.ts';
import type { ModelInfo, ProviderConnection, ProviderPorts } from '../provider.ts';
import { knownOr } from './model-info.ts';

export interface AiSdkConnectionOptions {
  /** As people call it: `OpenAI`. */
  provider: string;
  ports: ProviderPorts;
  models: readonly ModelInfo[];
  /** Cut out of every error. */
  secrets: readonly (string | undefined)[];
  local?: boolean;
  language(model: string): LanguageModelV4;
  embedding?: {
    create(model: string): EmbeddingModelV4;
    maxBatch: number;
    /** Where the package takes the length of vectors under a name of its own. */
    dimensionOptions?(dimensions: number): SharedV4ProviderOptions;
  };
  /** The models this account has, where the provider tells: names, or all that is known of them. */
  list?(signal: AbortSignal, context: ErrorContext): Promise<(string | ModelInfo)[]>;
  /** What is known of a model; by its name in the catalogue if absent. */
  info?(model: string): ModelInfo;
  systemOptions?: SharedV4ProviderOptions;
  /** What goes along with each request; a function where it depends on the model. */
  providerOptions?: SharedV4ProviderOptions | ((model: string) => SharedV4ProviderOptions);
}

/** Reasoning models often think for minutes before the first part. */
const reasoningTimeouts: Partial<StreamTimeouts> = { firstPartMs: 300_000, idleMs: 180_000 };

/** A connection whose models are those of an AI SDK provider package. */
export function aiSdkConnection(options: AiSdkConnectionOptions): ProviderConnection {
  const { ports, models } = options;
  const context: ErrorContext = {
    provider: options.provider,
    secrets: options.secrets.filter((secret) => secret !== undefined),
    local: options.local ?? false,
  };
  const idOf = (model: string): string => `${ports.connectionName}/${model}`;
  const { embedding, list } = options;
  const infoOf = options.info ?? ((model: string) => knownOr(models, model));
  return {
    languageModel: remembered((model) =>
      languageModelFromAiSdk(options.language(model), {
        id: idOf(model),
        context: { ...context, model },
        timeouts: {
          ...(infoOf(model).capabilities.reasoning || options.local ? reasoningTimeouts : {}),
          ...ports.timeouts,
        },
        ...(options.systemOptions ? { systemOptions: options.systemOptions } : {}),
        ...(options.providerOptions ? { providerOptions: optionsFor(options.providerOptions, model) } : {}),
      }),
    ),
    ...(embedding
      ? {
          embeddingModel: rememberedWith((model, dimensions) =>
            embeddingModelFromAiSdk(embedding.create(model), {
              id: dimensions === undefined ? idOf(model) : `${idOf(model)}@${dimensions}`,
              context: { ...context, model },
              maxBatch: embedding.maxBatch,
              ...(dimensions === undefined
                ? {}
                : { dimensions: { length: dimensions, options: embedding.dimensionOptions?.(dimensions) } }),
              ...(ports.timeouts?.totalMs === undefined ? {} : { totalMs: ports.timeouts.totalMs }),
            }),
          ),
        }
      : {}),
    listModels: async (signal) => {
      if (!list) return [...models];
      return (await list(signal, context)).map((entry) => (typeof entry === 'string' ? infoOf(entry) : entry));
    },
  };
}

function optionsFor(
  options: NonNullable<AiSdkConnectionOptions['providerOptions']>,
  model: string,
): SharedV4ProviderOptions {
  return typeof options === 'function' ? options(model) : options;
}

const mostModels = 500;

function rememberedWith<Model>(
  create: (model: string, dimensions?: number) => Model,
): (model: string, dimensions?: number) => Model {
  const bySize = remembered((size) => {
    const dimensions = size === '' ? undefined : Number(size);
    return remembered((model) => create(model, dimensions));
  });
  return (model, dimensions) => bySize(dimensions === undefined ? '' : String(dimensions))(model);
}

/** SDK models build their schemas when they are made, which costs more than a whole short answer. */
function remembered<Model>(create: (model: string) => Model): (model: string) => Model {
  const made = new Map<string, Model>();
  return (name) => {
    const known = made.get(name);
    if (known !== undefined) return known;
    if (made.size >= mostModels) made.clear();
    const model = create(name);
    made.set(name, model);
    return model;
  };
}
