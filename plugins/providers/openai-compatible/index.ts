import { field } from '@agentforge/plugin-kit/manifest';
import { defineProvider } from '@agentforge/plugin-kit/provider';
import { aiSdkConnection } from '@agentforge/plugin-kit/provider-support/ai-sdk-connection';
import { addressOf, apiKeyField, headersField } from '@agentforge/plugin-kit/provider-support/config-fields';
import { openAiListing, sdkFetch } from '@agentforge/plugin-kit/provider-support/openai-wire';
import { z } from 'zod';
import { models } from './models.ts';

/** Any server that speaks OpenAI's chat completions. */
export const provider = defineProvider({
  manifest: {
    type: 'openai-compatible',
    name: 'OpenAI-compatible server',
    description: 'Any other service or own server that understands the OpenAI chat API.',
    icon: 'plug',
    capabilities: { chat: true, embeddings: true, listsModels: true },
    environment: { base_url: 'OPENAI_COMPATIBLE_BASE_URL', api_key: 'OPENAI_COMPATIBLE_API_KEY' },
    local: true,
  },
  config: z.object({
    base_url: field(
      z.url({ protocol: /^https?$/, error: 'Enter an address that begins with https:// or http://' }).max(2048),
      {
        title: 'Base URL',
        description:
          'Up to and with the version, for example https://models.example.com/v1. A private address must be allowed by the operator (EGRESS_ALLOW).',
        widget: 'url',
        placeholder: 'https://models.example.com/v1',
      },
    ),
    api_key: apiKeyField('model server', { description: 'Leave empty if the server wants none.' }),
    json_schema: field(z.boolean().default(true), {
      title: 'Understands JSON schemas',
      description: 'Turn off if the server refuses "response_format" with a schema.',
      widget: 'switch',
      advanced: true,
    }),
    headers: headersField(),
  }),
  models,
  async connect(config, ports) {
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
    const baseURL = addressOf(config.base_url, '');
    const sdk = createOpenAICompatible({
      name: 'openai-compatible',
      baseURL,
      includeUsage: true,
      supportsStructuredOutputs: config.json_schema,
      ...(config.api_key === undefined ? {} : { apiKey: config.api_key }),
      ...(config.headers === undefined ? {} : { headers: config.headers }),
      fetch: sdkFetch(ports.http, 'the model server', [config.api_key]),
    });
    return aiSdkConnection({
      provider: 'the model server',
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
