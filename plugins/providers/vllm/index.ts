import { defineProvider } from '@agentforge/plugin-kit/provider';
import {
  addressOf,
  apiKeyField,
  baseUrlField,
  headersField,
} from '@agentforge/plugin-kit/provider-support/config-fields';
import { getProviderJson, readListing } from '@agentforge/plugin-kit/provider-support/list-models';
import { knownOr } from '@agentforge/plugin-kit/provider-support/model-info';
import { openAiCompatibleConnection } from '@agentforge/plugin-kit/provider-support/openai-compatible-connection';
import { z } from 'zod';
import { models } from './models.ts';

const standardAddress = 'http://127.0.0.1:8000/v1';

/** A vLLM server; it tells the context window of what it serves. */
export const provider = defineProvider({
  manifest: {
    type: 'vllm',
    name: 'vLLM',
    description: 'Models on your own graphics servers with vLLM.',
    icon: 'server',
    capabilities: { chat: true, embeddings: true, listsModels: true },
    environment: { base_url: 'VLLM_BASE_URL', api_key: 'VLLM_API_KEY' },
    local: true,
  },
  config: z.object({
    base_url: baseUrlField(standardAddress, {
      description: 'Where vLLM listens. The operator must allow this address (EGRESS_ALLOW).',
      advanced: false,
    }),
    api_key: apiKeyField('vLLM', { description: 'Leave empty if the server wants none.' }),
    headers: headersField(),
  }),
  models,
  async connect(config, ports) {
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
    const baseURL = addressOf(config.base_url, standardAddress);
    const authorization = config.api_key === undefined ? {} : { authorization: `Bearer ${config.api_key}` };
    return openAiCompatibleConnection(createOpenAICompatible, {
      provider: 'vLLM',
      ports,
      models,
      baseURL,
      apiKey: config.api_key,
      headers: config.headers,
      local: true,
      embeddingBatch: 256,
      list: async (signal, context) => {
        const headers = { ...authorization, ...config.headers };
        const answer = await getProviderJson(ports.http, `${baseURL}/models`, { headers, signal }, context);
        return readListing(listing, answer, context).data.map(({ id, max_model_len: contextWindow }) => ({
          ...knownOr(models, id),
          contextWindow: contextWindow ?? null,
        }));
      },
    });
  },
});

const listing = z.object({ data: z.array(z.object({ id: z.string(), max_model_len: z.number().nullish() })) });
