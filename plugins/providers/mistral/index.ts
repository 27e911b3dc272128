import { defineProvider } from '@agentforge/plugin-kit/provider';
import { aiSdkConnection } from '@agentforge/plugin-kit/provider-support/ai-sdk-connection';
import {
  addressOf,
  apiKeyField,
  baseUrlField,
  headersField,
  requireSecret,
} from '@agentforge/plugin-kit/provider-support/config-fields';
import { openAiListing, sdkFetch } from '@agentforge/plugin-kit/provider-support/openai-wire';
import { z } from 'zod';
import { models } from './models.ts';

const standardAddress = 'https://api.mistral.ai/v1';

/** Mistral with its own key. */
export const provider = defineProvider({
  manifest: {
    type: 'mistral',
    name: 'Mistral',
    description: 'The models of Mistral AI, hosted in Europe, with your own key.',
    icon: 'wind',
    capabilities: { chat: true, embeddings: true, listsModels: true },
    environment: { api_key: 'MISTRAL_API_KEY' },
    local: false,
  },
  config: z.object({
    api_key: apiKeyField('Mistral'),
    base_url: baseUrlField(standardAddress),
    headers: headersField(),
  }),
  models,
  async connect(config, ports) {
    const { createMistral } = await import('@ai-sdk/mistral');
    const apiKey = requireSecret(config.api_key, 'Mistral');
    const baseURL = addressOf(config.base_url, standardAddress);
    const sdk = createMistral({
      apiKey,
      baseURL,
      ...(config.headers === undefined ? {} : { headers: config.headers }),
      fetch: sdkFetch(ports.http, 'Mistral', [apiKey]),
    });
    return aiSdkConnection({
      provider: 'Mistral',
      ports,
      models,
      secrets: [apiKey],
      language: (model) => sdk.chat(model),
      embedding: { create: (model) => sdk.embeddingModel(model), maxBatch: 32 },
      list: openAiListing(ports.http, baseURL, apiKey, config.headers),
    });
  },
});
