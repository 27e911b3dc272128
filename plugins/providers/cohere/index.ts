import type { EgressClient } from '@agentforge/plugin-kit/http';
import type { ErrorContext } from '@agentforge/plugin-kit/model/classify-model-error';
import { defineProvider } from '@agentforge/plugin-kit/provider';
import { aiSdkConnection } from '@agentforge/plugin-kit/provider-support/ai-sdk-connection';
import {
  addressOf,
  apiKeyField,
  baseUrlField,
  headersField,
  requireSecret,
} from '@agentforge/plugin-kit/provider-support/config-fields';
import { getProviderJson, readListing } from '@agentforge/plugin-kit/provider-support/list-models';
import { sdkFetch } from '@agentforge/plugin-kit/provider-support/openai-wire';
import { z } from 'zod';
import { models } from './models.ts';

const standardAddress = 'https://api.cohere.com/v2';

/** Cohere with its own key. */
export const provider = defineProvider({
  manifest: {
    type: 'cohere',
    name: 'Cohere',
    description: 'The Command and Embed models of Cohere, with your own key.',
    icon: 'orbit',
    capabilities: { chat: true, embeddings: true, listsModels: true },
    environment: { api_key: 'COHERE_API_KEY' },
    local: false,
  },
  config: z.object({
    api_key: apiKeyField('Cohere'),
    base_url: baseUrlField(standardAddress),
    headers: headersField(),
  }),
  models,
  async connect(config, ports) {
    const { createCohere } = await import('@ai-sdk/cohere');
    const apiKey = requireSecret(config.api_key, 'Cohere');
    const baseURL = addressOf(config.base_url, standardAddress);
    const sdk = createCohere({
      apiKey,
      baseURL,
      ...(config.headers === undefined ? {} : { headers: config.headers }),
      fetch: sdkFetch(ports.http, 'Cohere', [apiKey]),
    });
    return aiSdkConnection({
      provider: 'Cohere',
      ports,
      models,
      secrets: [apiKey],
      language: (model) => sdk.languageModel(model),
      embedding: {
        create: (model) => sdk.embeddingModel(model),
        maxBatch: 96,
        dimensionOptions: (outputDimension) => ({ cohere: { outputDimension } }),
      },
      list: (signal, context) => listCohere(ports.http, baseURL, apiKey, signal, context),
    });
  },
});

const listing = z.object({
  models: z.array(z.object({ name: z.string(), endpoints: z.array(z.string()).default([]) })),
});

async function listCohere(
  http: EgressClient,
  address: string,
  apiKey: string,
  signal: AbortSignal,
  context: ErrorContext,
): Promise<string[]> {
  const url = `${address.replace(/\/v2$/, '/v1')}/models?page_size=1000`;
  const answer = await getProviderJson(http, url, { headers: { authorization: `Bearer ${apiKey}` }, signal }, context);
  return readListing(listing, answer, context)
    .models.filter(({ endpoints }) => endpoints.some((endpoint) => endpoint === 'chat' || endpoint === 'embed'))
    .map(({ name }) => name);
}
