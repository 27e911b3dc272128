import { field } from '@agentforge/plugin-kit/manifest';
import { ModelError } from '@agentforge/plugin-kit/model';
import { defineProvider } from '@agentforge/plugin-kit/provider';
import { aiSdkConnection } from '@agentforge/plugin-kit/provider-support/ai-sdk-connection';
import {
  addressOf,
  apiKeyField,
  baseUrlField,
  headersField,
  requireSecret,
} from '@agentforge/plugin-kit/provider-support/config-fields';
import { getProviderJson } from '@agentforge/plugin-kit/provider-support/list-models';
import { chatModel, embeddingModelInfo } from '@agentforge/plugin-kit/provider-support/model-info';
import { sdkFetch } from '@agentforge/plugin-kit/provider-support/openai-wire';
import { z } from 'zod';
import { models } from './models.ts';

const thinking = /^(o\d|gpt-[5-9])/;

/** OpenAI models in a resource of Azure. A model is the name of a deployment. */
export const provider = defineProvider({
  manifest: {
    type: 'azure',
    name: 'Azure OpenAI',
    description: 'OpenAI models in your own Azure subscription and region.',
    icon: 'cloud',
    capabilities: { chat: true, embeddings: true, listsModels: true },
    environment: { api_key: 'AZURE_API_KEY', resource_name: 'AZURE_RESOURCE_NAME' },
    local: false,
  },
  config: z.object({
    resource_name: field(
      z
        .string()
        .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i, 'Only the name, without https:// and .openai.azure.com')
        .optional(),
      {
        title: 'Resource name',
        description: 'The first part of https://<name>.openai.azure.com.',
        placeholder: 'my-company-openai',
      },
    ),
    api_key: apiKeyField('Azure OpenAI', { description: 'Key 1 or key 2 of the resource.' }),
    deployments: field(z.record(z.string().min(1).max(128), z.string().max(128)).optional(), {
      title: 'Deployments',
      description: 'Name of each deployment, and the model it runs (gpt-4o, text-embedding-3-small, …).',
      widget: 'key-values',
    }),
    api_version: field(
      z
        .string()
        .regex(/^(?:v1|preview|\d{4}-\d{2}-\d{2}(?:-preview)?)$/, 'v1 or a date such as 2024-10-21')
        .default('v1'),
      {
        title: 'API version',
        description: 'With a date, the older addresses with the deployment inside are used.',
        advanced: true,
      },
    ),
    base_url: baseUrlField('https://<resource>.openai.azure.com/openai', {
      description: 'Instead of the resource name, for a gateway.',
    }),
    headers: headersField(),
  }),
  models,
  lacks: (model) => (model.capabilities.reasoning ? ['temperature', 'top_p', 'stop'] : []),
  async connect(config, ports) {
    const { createAzure } = await import('@ai-sdk/azure');
    const apiKey = requireSecret(config.api_key, 'Azure OpenAI');
    if (config.resource_name === undefined && config.base_url === undefined) {
      throw new ModelError('wrong_address', 'No resource name is set for Azure OpenAI. Enter it under Admin → Models.');
    }
    const baseURL = addressOf(config.base_url, `https://${config.resource_name ?? ''}.openai.azure.com/openai`);
    const isDated = /^\d/.test(config.api_version);
    const sdk = createAzure({
      apiKey,
      baseURL,
      apiVersion: config.api_version,
      useDeploymentBasedUrls: isDated,
      ...(config.headers === undefined ? {} : { headers: config.headers }),
      fetch: sdkFetch(ports.http, 'Azure OpenAI', [apiKey]),
    });
    return aiSdkConnection({
      provider: 'Azure OpenAI',
      ports,
      models,
      secrets: [apiKey],
      language: (model) => sdk.chat(model),
      embedding: { create: (model) => sdk.embeddingModel(model), maxBatch: 2048 },
      // Azure lists what could be deployed, not what is: it only tells whether key and address are good.
      list: async (signal, context) => {
        const path = isDated ? `/models?api-version=${config.api_version}` : '/v1/models?api-version=v1';
        await getProviderJson(
          ports.http,
          `${baseURL}${path}`,
          { headers: { 'api-key': apiKey, ...config.headers }, signal },
          context,
        );
        return Object.entries(config.deployments ?? {}).map(([deployment, model]) =>
          /embed/i.test(model)
            ? embeddingModelInfo(deployment, {})
            : chatModel(deployment, {
                can: ['tools', 'vision', 'jsonSchema', ...(thinking.test(model) ? (['reasoning'] as const) : [])],
              }),
        );
      },
    });
  },
});
