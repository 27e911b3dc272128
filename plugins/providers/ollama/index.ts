import { defineProvider } from '@agentforge/plugin-kit/provider';
import {
  addressOf,
  apiKeyField,
  baseUrlField,
  headersField,
} from '@agentforge/plugin-kit/provider-support/config-fields';
import { openAiCompatibleConnection } from '@agentforge/plugin-kit/provider-support/openai-compatible-connection';
import { z } from 'zod';
import { models } from './models.ts';

const standardAddress = 'http://127.0.0.1:11434';

/** Ollama over its OpenAI wire: the same stream, tool and embedding shapes as the other servers. Its context window is set
 * at the server (`OLLAMA_CONTEXT_LENGTH`), which cuts off longer conversations silently. */
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
    api_key: apiKeyField('Ollama', { description: 'Leave empty if the server wants none.' }),
    headers: headersField(),
  }),
  models,
  async connect(config, ports) {
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
    return openAiCompatibleConnection(createOpenAICompatible, {
      provider: 'Ollama',
      ports,
      models,
      baseURL: `${addressOf(config.base_url, standardAddress).replace(/\/(v1|api)$/, '')}/v1`,
      apiKey: config.api_key,
      headers: config.headers,
      local: true,
      embeddingBatch: 256,
    });
  },
});
