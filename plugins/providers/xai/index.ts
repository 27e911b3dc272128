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

const standardAddress = 'https://api.x.ai/v1';

/** xAI over its responses API, the one its package speaks. */
export const provider = defineProvider({
  manifest: {
    type: 'xai',
    name: 'xAI',
    description: 'The Grok models of xAI, with your own key.',
    icon: 'atom',
    capabilities: { chat: true, embeddings: false, listsModels: true },
    environment: { api_key: 'XAI_API_KEY' },
    local: false,
  },
  config: z.object({
    api_key: apiKeyField('xAI', { placeholder: 'xai-…' }),
    base_url: baseUrlField(standardAddress),
    headers: headersField(),
  }),
  models,
  lacks: (model) => (model.capabilities.reasoning ? ['stop'] : []),
  async connect(config, ports) {
    const { createXai } = await import('@ai-sdk/xai');
    const apiKey = requireSecret(config.api_key, 'xAI');
    const baseURL = addressOf(config.base_url, standardAddress);
    const sdk = createXai({
      apiKey,
      baseURL,
      ...(config.headers === undefined ? {} : { headers: config.headers }),
      fetch: sdkFetch(ports.http, 'xAI', [apiKey]),
    });
    return aiSdkConnection({
      provider: 'xAI',
      ports,
      models,
      secrets: [apiKey],
      // Nothing is kept at the provider: what a later turn needs travels with it.
      providerOptions: { xai: { store: false } },
      language: (model) => sdk.languageModel(model),
      list: openAiListing(ports.http, baseURL, apiKey, config.headers),
    });
  },
});
