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

const standardAddress = 'http://127.0.0.1:1234/v1';

/** LM Studio’s local server. */
export const provider = defineProvider({
  manifest: {
    type: 'lm-studio',
    name: 'LM Studio',
    description: 'Models on your own machine with LM Studio, without a key.',
    icon: 'monitor',
    capabilities: { chat: true, embeddings: true, listsModels: true },
    environment: { base_url: 'LM_STUDIO_BASE_URL' },
    local: true,
  },
  config: z.object({
    base_url: baseUrlField(standardAddress, {
      description: 'Where LM Studio listens. The operator must allow this address (EGRESS_ALLOW).',
      advanced: false,
    }),
    api_key: apiKeyField('LM Studio', { description: 'Leave empty if the server wants none.' }),
    headers: headersField(),
  }),
  models,
  async connect(config, ports) {
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
    return openAiCompatibleConnection(createOpenAICompatible, {
      provider: 'LM Studio',
      ports,
      models,
      baseURL: addressOf(config.base_url, standardAddress),
      apiKey: config.api_key,
      headers: config.headers,
      local: true,
      embeddingBatch: 256,
    });
  },
});
