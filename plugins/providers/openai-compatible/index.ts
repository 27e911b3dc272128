import { field } from '@agentforge/plugin-kit/manifest';
import { defineProvider } from '@agentforge/plugin-kit/provider';
import { addressOf, apiKeyField, headersField } from '@agentforge/plugin-kit/provider-support/config-fields';
import { openAiCompatibleConnection } from '@agentforge/plugin-kit/provider-support/openai-compatible-connection';
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
        description: 'Up to and with the version. A private address must be allowed by the operator (EGRESS_ALLOW).',
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
    return openAiCompatibleConnection(createOpenAICompatible, {
      provider: new URL(config.base_url).host,
      ports,
      models,
      baseURL: addressOf(config.base_url, ''),
      apiKey: config.api_key,
      headers: config.headers,
      local: true,
      jsonSchema: config.json_schema,
      embeddingBatch: 256,
    });
  },
});
