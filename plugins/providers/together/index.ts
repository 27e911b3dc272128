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

const standardAddress = 'https://api.together.xyz/v1';

/** Together AI with its own key. */
export const provider = defineProvider({
  manifest: {
    type: 'together',
    name: 'Together AI',
    description: 'Many open models from one provider, with your own key.',
    icon: 'users',
    capabilities: { chat: true, embeddings: true, listsModels: true },
    environment: { api_key: 'TOGETHER_API_KEY' },
    local: false,
  },
  config: z.object({
    api_key: apiKeyField('Together AI'),
    base_url: baseUrlField(standardAddress),
    headers: headersField(),
  }),
  models,
  async connect(config, ports) {
    const { createTogetherAI } = await import('@ai-sdk/togetherai');
    const apiKey = requireSecret(config.api_key, 'Together AI');
    const baseURL = addressOf(config.base_url, standardAddress);
    const sdk = createTogetherAI({
      apiKey,
      baseURL,
      ...(config.headers === undefined ? {} : { headers: config.headers }),
      fetch: sdkFetch(ports.http, 'Together AI', [apiKey]),
    });
    return aiSdkConnection({
      provider: 'Together AI',
      ports,
      models,
      secrets: [apiKey],
      language: (model) => sdk.languageModel(model),
      embedding: { create: (model) => sdk.embeddingModel(model), maxBatch: 128 },
      list: openAiListing(ports.http, baseURL, apiKey, config.headers),
    });
  },
});
