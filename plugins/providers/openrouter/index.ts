import { defineProvider } from '@agentforge/plugin-kit/provider';
import {
  addressOf,
  apiKeyField,
  baseUrlField,
  headersField,
  requireSecret,
} from '@agentforge/plugin-kit/provider-support/config-fields';
import { getProviderJson, readListing } from '@agentforge/plugin-kit/provider-support/list-models';
import { openAiCompatibleConnection } from '@agentforge/plugin-kit/provider-support/openai-compatible-connection';
import { z } from 'zod';
import { listing, toModelInfo } from './listing.ts';
import { models } from './models.ts';

const standardAddress = 'https://openrouter.ai/api/v1';

/** OpenRouter: one key for the models of many providers, with live limits and prices. */
export const provider = defineProvider({
  manifest: {
    type: 'openrouter',
    name: 'OpenRouter',
    description: 'One key for hundreds of models of many providers.',
    icon: 'route',
    capabilities: { chat: true, embeddings: false, listsModels: true },
    environment: { api_key: 'OPENROUTER_API_KEY' },
    local: false,
  },
  config: z.object({
    api_key: apiKeyField('OpenRouter', { placeholder: 'sk-or-…' }),
    base_url: baseUrlField(standardAddress),
    headers: headersField(),
  }),
  models,
  async connect(config, ports) {
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
    const apiKey = requireSecret(config.api_key, 'OpenRouter');
    const baseURL = addressOf(config.base_url, standardAddress);
    return openAiCompatibleConnection(createOpenAICompatible, {
      provider: 'OpenRouter',
      ports,
      models,
      baseURL,
      apiKey,
      headers: config.headers,
      list: async (signal, context) => {
        const headers = { authorization: `Bearer ${apiKey}`, ...config.headers };
        // The list of models is public; only this tells whether the key is good.
        await getProviderJson(ports.http, `${baseURL}/key`, { headers, signal }, context);
        const answer = await getProviderJson(ports.http, `${baseURL}/models`, { headers, signal }, context);
        return readListing(listing, answer, context).data.map(toModelInfo);
      },
    });
  },
});
