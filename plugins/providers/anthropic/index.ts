import { defineProvider } from '@agentforge/plugin-kit/provider';
import { aiSdkConnection } from '@agentforge/plugin-kit/provider-support/ai-sdk-connection';
import {
  addressOf,
  apiKeyField,
  baseUrlField,
  headersField,
  requireSecret,
} from '@agentforge/plugin-kit/provider-support/config-fields';
import { getProviderJson, idsOf } from '@agentforge/plugin-kit/provider-support/list-models';
import { sdkFetch } from '@agentforge/plugin-kit/provider-support/openai-wire';
import { z } from 'zod';
import { models } from './models.ts';

const standardAddress = 'https://api.anthropic.com/v1';

/** Anthropic's messages API. */
export const provider = defineProvider({
  manifest: {
    type: 'anthropic',
    name: 'Anthropic',
    description: 'The Claude models of Anthropic, with your own key.',
    icon: 'message-square-quote',
    capabilities: { chat: true, embeddings: false, listsModels: true },
    environment: { api_key: 'ANTHROPIC_API_KEY', base_url: 'ANTHROPIC_BASE_URL' },
    local: false,
  },
  config: z.object({
    api_key: apiKeyField('Anthropic', { placeholder: 'sk-ant-…' }),
    base_url: baseUrlField(standardAddress),
    headers: headersField(),
  }),
  models,
  lacks: () => ['seed'],
  async connect(config, ports) {
    const { createAnthropic } = await import('@ai-sdk/anthropic');
    const apiKey = requireSecret(config.api_key, 'Anthropic');
    const baseURL = withVersion(addressOf(config.base_url, standardAddress));
    const sdk = createAnthropic({
      apiKey,
      baseURL,
      ...(config.headers === undefined ? {} : { headers: config.headers }),
      fetch: sdkFetch(ports.http, 'Anthropic', [apiKey]),
    });
    return aiSdkConnection({
      provider: 'Anthropic',
      ports,
      models,
      secrets: [apiKey],
      language: (model) => sdk.languageModel(model),
      list: async (signal, context) => {
        const headers = { 'x-api-key': apiKey, 'anthropic-version': '2023-06-01', ...config.headers };
        return idsOf(
          await getProviderJson(ports.http, `${baseURL}/models?limit=1000`, { headers, signal }, context),
          context,
        );
      },
      // The long, unchanging head of each turn is read from the provider's cache at a tenth of the price.
      systemOptions: { anthropic: { cacheControl: { type: 'ephemeral' } } },
    });
  },
});

/** `ANTHROPIC_BASE_URL` is commonly given without the version. */
function withVersion(address: string): string {
  return /\/v\d+$/.test(address) ? address : `${address}/v1`;
}
