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

const standardAddress = 'https://api.deepseek.com';

/** DeepSeek with its own key. */
export const provider = defineProvider({
  manifest: {
    type: 'deepseek',
    name: 'DeepSeek',
    description: 'The models of DeepSeek, with your own key.',
    icon: 'waves',
    capabilities: { chat: true, embeddings: false, listsModels: true },
    environment: { api_key: 'DEEPSEEK_API_KEY' },
    local: false,
  },
  config: z.object({
    api_key: apiKeyField('DeepSeek', { placeholder: 'sk-…' }),
    base_url: baseUrlField(standardAddress),
    headers: headersField(),
  }),
  models,
  lacks: (model) => (model.capabilities.reasoning ? ['seed', 'temperature', 'top_p'] : ['seed']),
  async connect(config, ports) {
    const { createDeepSeek } = await import('@ai-sdk/deepseek');
    const apiKey = requireSecret(config.api_key, 'DeepSeek');
    const baseURL = addressOf(config.base_url, standardAddress);
    const sdk = createDeepSeek({
      apiKey,
      baseURL,
      ...(config.headers === undefined ? {} : { headers: config.headers }),
      fetch: sdkFetch(ports.http, 'DeepSeek', [apiKey]),
    });
    return aiSdkConnection({
      provider: 'DeepSeek',
      ports,
      models,
      secrets: [apiKey],
      language: (model) => sdk.chat(model),
      list: openAiListing(ports.http, baseURL, apiKey, config.headers),
    });
  },
});
