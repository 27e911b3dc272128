import type { EgressClient } from '@agentforge/plugin-kit/http';
import type { ErrorContext } from '@agentforge/plugin-kit/model/classify-model-error';
import { defineProvider } from '@agentforge/plugin-kit/provider';
import { aiSdkConnection } from '@agentforge/plugin-kit/provider-support/ai-sdk-connection';
import {
  addressOf,
  apiKeyField,
  baseUrlField,
  headersField,
  requireSecret,
} from '@agentforge/plugin-kit/provider-support/config-fields';
import { getProviderJson, readListing } from '@agentforge/plugin-kit/provider-support/list-models';
import { sdkFetch } from '@agentforge/plugin-kit/provider-support/openai-wire';
import { z } from 'zod';
import { models } from './models.ts';

const standardAddress = 'https://generativelanguage.googleapis.com/v1beta';

/** Google Gemini with its own key. */
export const provider = defineProvider({
  manifest: {
    type: 'google',
    name: 'Google Gemini',
    description: 'The Gemini models of Google, with a key of Google AI Studio.',
    icon: 'gem',
    capabilities: { chat: true, embeddings: true, listsModels: true },
    environment: { api_key: 'GOOGLE_GENERATIVE_AI_API_KEY' },
    local: false,
  },
  config: z.object({
    api_key: apiKeyField('Google Gemini', { placeholder: 'AIza…' }),
    base_url: baseUrlField(standardAddress),
    headers: headersField(),
  }),
  models,
  async connect(config, ports) {
    const { createGoogle } = await import('@ai-sdk/google');
    const apiKey = requireSecret(config.api_key, 'Google Gemini');
    const baseURL = addressOf(config.base_url, standardAddress);
    const sdk = createGoogle({
      apiKey,
      baseURL,
      ...(config.headers === undefined ? {} : { headers: config.headers }),
      fetch: sdkFetch(ports.http, 'Google Gemini', [apiKey]),
    });
    return aiSdkConnection({
      provider: 'Google Gemini',
      ports,
      models,
      secrets: [apiKey],
      language: (model) => sdk.chat(model),
      embedding: { create: (model) => sdk.embeddingModel(model), maxBatch: 100 },
      list: (signal, context) => listGoogle(ports.http, baseURL, apiKey, signal, context),
    });
  },
});

const listing = z.object({
  models: z.array(z.object({ name: z.string(), supportedGenerationMethods: z.array(z.string()).default([]) })),
  nextPageToken: z.string().optional(),
});

async function listGoogle(
  http: EgressClient,
  address: string,
  apiKey: string,
  signal: AbortSignal,
  context: ErrorContext,
): Promise<string[]> {
  const answer = await getProviderJson(
    http,
    `${address}/models?pageSize=1000`,
    { headers: { 'x-goog-api-key': apiKey }, signal },
    context,
  );
  return readListing(listing, answer, context)
    .models.filter(({ supportedGenerationMethods: methods }) =>
      methods.some((method) => /^(generate|embed)Content$/.test(method)),
    )
    .map(({ name }) => name.replace(/^models\//, ''));
}
