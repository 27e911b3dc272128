import { defineProvider } from '@agentforge/plugin-kit/provider';
import { aiSdkConnection } from '@agentforge/plugin-kit/provider-support/ai-sdk-connection';
import {
  addressOf,
  apiKeyField,
  baseUrlField,
  headersField,
  requireSecret,
} from '@agentforge/plugin-kit/provider-support/config-fields';
import { sdkFetch } from '@agentforge/plugin-kit/provider-support/openai-wire';
import { z } from 'zod';
import { models } from './models.ts';

const standardAddress = 'https://api.perplexity.ai';

/** Perplexity with its own key. */
export const provider = defineProvider({
  manifest: {
    type: 'perplexity',
    name: 'Perplexity',
    description: 'The Sonar models of Perplexity, which search the web by themselves.',
    icon: 'telescope',
    capabilities: { chat: true, embeddings: false, listsModels: false },
    environment: { api_key: 'PERPLEXITY_API_KEY' },
    local: false,
  },
  config: z.object({
    api_key: apiKeyField('Perplexity', { placeholder: 'pplx-…' }),
    base_url: baseUrlField(standardAddress),
    headers: headersField(),
  }),
  models,
  lacks: () => ['seed', 'stop', 'reasoning_effort'],
  async connect(config, ports) {
    const { createPerplexity } = await import('@ai-sdk/perplexity');
    const apiKey = requireSecret(config.api_key, 'Perplexity');
    const baseURL = addressOf(config.base_url, standardAddress);
    const sdk = createPerplexity({
      apiKey,
      baseURL,
      ...(config.headers === undefined ? {} : { headers: config.headers }),
      fetch: sdkFetch(ports.http, 'Perplexity', [apiKey]),
    });
    return aiSdkConnection({
      provider: 'Perplexity',
      ports,
      models,
      secrets: [apiKey],
      language: (model) => sdk.languageModel(model),
    });
  },
});
