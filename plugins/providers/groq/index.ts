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

const standardAddress = 'https://api.groq.com/openai/v1';

/** Groq with its own key. */
export const provider = defineProvider({
  manifest: {
    type: 'groq',
    name: 'Groq',
    description: 'Open models on very fast hardware, with your own key.',
    icon: 'zap',
    capabilities: { chat: true, embeddings: false, listsModels: true },
    environment: { api_key: 'GROQ_API_KEY' },
    local: false,
  },
  config: z.object({
    api_key: apiKeyField('Groq', { placeholder: 'gsk_…' }),
    base_url: baseUrlField(standardAddress),
    headers: headersField(),
  }),
  models,
  async connect(config, ports) {
    const { createGroq } = await import('@ai-sdk/groq');
    const apiKey = requireSecret(config.api_key, 'Groq');
    const baseURL = addressOf(config.base_url, standardAddress);
    const sdk = createGroq({
      apiKey,
      baseURL,
      ...(config.headers === undefined ? {} : { headers: config.headers }),
      fetch: sdkFetch(ports.http, 'Groq', [apiKey]),
    });
    return aiSdkConnection({
      provider: 'Groq',
      ports,
      models,
      secrets: [apiKey],
      language: (model) => sdk.languageModel(model),
      list: openAiListing(ports.http, baseURL, apiKey, config.headers),
    });
  },
});
