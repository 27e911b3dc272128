import { field } from '@agentforge/plugin-kit/manifest';
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

const standardAddress = 'https://api.openai.com/v1';
const notForChat =
  /^(dall-e|gpt-image|sora|tts|whisper|omni-moderation|text-moderation|babbage|davinci)|-(realtime|audio|transcribe|tts|search)/;
/** They refuse tools over chat completions. */
const onlyResponses = /^gpt-6/;

/** OpenAI, over chat completions (default) or the responses API. */
export const provider = defineProvider({
  manifest: {
    type: 'openai',
    name: 'OpenAI',
    description: 'The GPT models of OpenAI, with your own key.',
    icon: 'sparkles',
    capabilities: { chat: true, embeddings: true, listsModels: true },
    environment: {
      api_key: 'OPENAI_API_KEY',
      base_url: 'OPENAI_BASE_URL',
      organization: 'OPENAI_ORG_ID',
      project: 'OPENAI_PROJECT_ID',
    },
    local: false,
  },
  config: z.object({
    api_key: apiKeyField('OpenAI', { placeholder: 'sk-…' }),
    base_url: baseUrlField(standardAddress),
    api: field(z.enum(['chat', 'responses']).default('chat'), {
      title: 'API',
      description:
        'Chat completions works everywhere; responses keeps the reasoning of newer models between tool calls. GPT-6 always uses responses.',
      widget: 'select',
      advanced: true,
    }),
    organization: field(z.string().max(200).optional(), {
      title: 'Organization',
      placeholder: 'org-…',
      advanced: true,
    }),
    project: field(z.string().max(200).optional(), { title: 'Project', placeholder: 'proj_…', advanced: true }),
    headers: headersField(),
  }),
  models,
  lacks: (model) => (model.capabilities.reasoning ? ['temperature', 'top_p', 'stop'] : []),
  async connect(config, ports) {
    const { createOpenAI } = await import('@ai-sdk/openai');
    const baseURL = addressOf(config.base_url, standardAddress);
    // A server behind an own base URL often has no key.
    const apiKey = config.base_url === undefined ? requireSecret(config.api_key, 'OpenAI') : (config.api_key ?? 'none');
    const sdk = createOpenAI({
      apiKey,
      baseURL,
      ...(config.organization === undefined ? {} : { organization: config.organization }),
      ...(config.project === undefined ? {} : { project: config.project }),
      ...(config.headers === undefined ? {} : { headers: config.headers }),
      fetch: sdkFetch(ports.http, 'OpenAI', [apiKey]),
    });
    const listAll = openAiListing(ports.http, baseURL, apiKey, config.headers);
    const overResponses = (model: string): boolean => config.api === 'responses' || onlyResponses.test(model);
    return aiSdkConnection({
      provider: 'OpenAI',
      ports,
      models,
      secrets: [apiKey],
      language: (model) => (overResponses(model) ? sdk.responses(model) : sdk.chat(model)),
      embedding: { create: (model) => sdk.embedding(model), maxBatch: 2048 },
      list: async (signal, context) => (await listAll(signal, context)).filter((id) => !notForChat.test(id)),
      // Nothing is kept at the provider: what a later turn needs travels with it.
      providerOptions: (model) => (overResponses(model) ? { openai: { store: false } } : {}),
    });
  },
});
