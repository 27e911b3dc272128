import { defineProvider } from '@agentforge/plugin-kit/provider';
import { aiSdkConnection } from '@agentforge/plugin-kit/provider-support/ai-sdk-connection';
import {
  addressOf,
  apiKeyField,
  baseUrlField,
  headersField,
} from '@agentforge/plugin-kit/provider-support/config-fields';
import { openAiListing, sdkFetch } from '@agentforge/plugin-kit/provider-support/openai-wire';
import { z } from 'zod';
import { models } from './models.ts';

const standardAddress = 'http://127.0.0.1:11434';

/**
 * Ollama over its OpenAI wire: same stream, tool and embedding shapes as the other servers. Its context window is set
 * at the server (`OLLAMA_CONTEXT_LENGTH`), which cuts off longer conversations silently.
 */
export const provider = defineProvider({
  manifest: {
    type: 'ollama',
    name: 'Ollama',
    description:
      'Models on your own machine with Ollama, without a key. Give agents room with OLLAMA_CONTEXT_LENGTH=32768.',
    icon: 'hard-drive',
    capabilities: { chat: true, embeddings: true, listsModels: true },
    environment: { base_url: 'OLLAMA_BASE_URL', api_key: 'OLLAMA_API_KEY' },
    local: true,
  },
  config: z.object({
    base_url: baseUrlField(standardAddress, {
      description: 'Where Ollama listens. The operator must allow this address (EGRESS_ALLOW).',
      advanced: false,
    }),
    api_key: apiKeyField('Ollama', { description: 'Only for Ollama behind a gateway.' }),
    headers: headersField(),
  }),
  models,
  async connect(config, ports) {
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
    const baseURL = `${addressOf(config.base_url, standardAddress).replace(/\/(v1|api)$/, '')}/v1`;
    const sdk = createOpenAICompatible({
      name: 'ollama',
      baseURL,
      includeUsage: true,
      supportsStructuredOutputs: true,
      ...(config.api_key === undefined ? {} : { apiKey: config.api_key }),
      ...(config.headers === undefined ? {} : { headers: config.headers }),
      fetch: sdkFetch(ports.http, 'Ollama', [config.api_key]),
    });
    return aiSdkConnection({
      provider: 'Ollama',
      ports,
      models,
      secrets: [config.api_key],
      local: true,
      language: (model) => sdk.chatModel(model),
      embedding: { create: (model) => sdk.embeddingModel(model), maxBatch: 256 },
      listIds: openAiListing(ports.http, baseURL, config.api_key, config.headers),
    });
  },
});
