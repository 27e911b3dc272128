import type { EmbeddingModelV4, LanguageModelV4 } from '@ai-sdk/provider';
import type { ModelInfo, ProviderConnection, ProviderPorts } from '../provider.ts';
import { type AiSdkConnectionOptions, aiSdkConnection } from './ai-sdk-connection.ts';
import { openAiListing, sdkFetch } from './openai-wire.ts';

/** The one function of `@ai-sdk/openai-compatible` that is used; the plug-in imports it when it connects. */
type CreateOpenAiCompatible = (settings: {
  name: string;
  baseURL: string;
  apiKey?: string;
  headers?: Record<string, string>;
  fetch: typeof globalThis.fetch;
  includeUsage: boolean;
  supportsStructuredOutputs: boolean;
}) => { chatModel(model: string): LanguageModelV4; embeddingModel(model: string): EmbeddingModelV4 };

export interface OpenAiCompatibleOptions {
  /** As people call it: `LM Studio`. */
  provider: string;
  ports: ProviderPorts;
  models: readonly ModelInfo[];
  /** With the version, without a slash at its end. */
  baseURL: string;
  apiKey: string | undefined;
  headers: Record<string, string> | undefined;
  local?: boolean;
  /** Whether `response_format` may carry a JSON Schema. Default true. */
  jsonSchema?: boolean;
  /** Texts per embedding call; absent where the server offers none. */
  embeddingBatch?: number;
  list?: NonNullable<AiSdkConnectionOptions['list']>;
}

/** A connection to a server that speaks OpenAI's chat completions. */
export function openAiCompatibleConnection(
  create: CreateOpenAiCompatible,
  options: OpenAiCompatibleOptions,
): ProviderConnection {
  const { provider, ports, models, baseURL, apiKey, headers, embeddingBatch } = options;
  const sdk = create({
    name: 'openai-compatible',
    baseURL,
    includeUsage: true,
    supportsStructuredOutputs: options.jsonSchema ?? true,
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(headers === undefined ? {} : { headers }),
    fetch: sdkFetch(ports.http, provider, [apiKey]),
  });
  return aiSdkConnection({
    provider,
    ports,
    models,
    secrets: [apiKey],
    local: options.local ?? false,
    language: (model) => sdk.chatModel(model),
    ...(embeddingBatch === undefined
      ? {}
      : { embedding: { create: (model) => sdk.embeddingModel(model), maxBatch: embeddingBatch } }),
    list: options.list ?? openAiListing(ports.http, baseURL, apiKey, headers),
  });
}
