import { field, secretField } from '@agentforge/plugin-kit/manifest';
import { ModelError } from '@agentforge/plugin-kit/model';
import { defineProvider } from '@agentforge/plugin-kit/provider';
import { aiSdkConnection } from '@agentforge/plugin-kit/provider-support/ai-sdk-connection';
import {
  addressOf,
  baseUrlField,
  headersField,
  requireSecret,
} from '@agentforge/plugin-kit/provider-support/config-fields';
import { knownOr } from '@agentforge/plugin-kit/provider-support/model-info';
import { sdkFetch } from '@agentforge/plugin-kit/provider-support/openai-wire';
import { z } from 'zod';
import { models } from './models.ts';

const name = 'Amazon Bedrock';

/** Amazon Bedrock over its Converse API, signed with an access key or with a Bedrock API key. */
export const provider = defineProvider({
  manifest: {
    type: 'amazon-bedrock',
    name,
    description: 'Claude, Nova, Llama and others in your own AWS account and region.',
    icon: 'mountain',
    capabilities: { chat: true, embeddings: true, listsModels: false },
    environment: {
      region: 'AWS_REGION',
      access_key_id: 'AWS_ACCESS_KEY_ID',
      secret_access_key: 'AWS_SECRET_ACCESS_KEY',
      session_token: 'AWS_SESSION_TOKEN',
      api_key: 'AWS_BEARER_TOKEN_BEDROCK',
    },
    local: false,
  },
  config: z.object({
    region: field(
      z
        .string()
        .regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'A region such as eu-central-1')
        .default('us-east-1'),
      {
        title: 'Region',
        placeholder: 'eu-central-1',
      },
    ),
    access_key_id: field(z.string().max(200).optional(), { title: 'Access key id', placeholder: 'AKIA…' }),
    secret_access_key: secretField({ title: 'Secret access key' }),
    session_token: secretField({
      title: 'Session token',
      description: 'Only for temporary credentials.',
      advanced: true,
    }),
    api_key: secretField({ title: 'Bedrock API key', description: 'Instead of an access key.', advanced: true }),
    base_url: baseUrlField('https://bedrock-runtime.<region>.amazonaws.com', {
      description: 'Only for a private endpoint.',
    }),
    headers: headersField(),
  }),
  models,
  lacks: () => ['seed'],
  async connect(config, ports) {
    const { createAmazonBedrock } = await import('@ai-sdk/amazon-bedrock');
    const secrets = [config.secret_access_key, config.session_token, config.api_key];
    const sdk = createAmazonBedrock({
      region: config.region,
      baseURL: addressOf(config.base_url, `https://bedrock-runtime.${config.region}.amazonaws.com`),
      ...credentialsOf(config),
      ...(config.headers === undefined ? {} : { headers: config.headers }),
      fetch: sdkFetch(ports.http, name, secrets),
    });
    return aiSdkConnection({
      provider: name,
      ports,
      models,
      secrets,
      language: (model) => sdk.languageModel(model),
      // Titan takes one text at a time, Cohere 96; the SDK's own limit is the smaller.
      embedding: {
        create: (model) => sdk.embeddingModel(model),
        maxBatch: 96,
        dimensionOptions: (dimensions) => ({ amazonBedrock: { dimensions } }),
      },
      info: (model) => ({ ...knownOr(models, model.replace(/^(?:us|eu|apac|global|us-gov|jp|au)\./, '')), model }),
    });
  },
});

interface Credentials {
  access_key_id?: string | undefined;
  secret_access_key?: string | undefined;
  session_token?: string | undefined;
  api_key?: string | undefined;
}

/** Always explicit, also when empty: the SDK would otherwise use the credentials of the server itself. */
function credentialsOf(config: Credentials): {
  apiKey: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
} {
  const apiKey = config.api_key?.trim() ?? '';
  if (apiKey !== '') return { apiKey, accessKeyId: '', secretAccessKey: '' };
  const accessKeyId = config.access_key_id?.trim() ?? '';
  if (accessKeyId === '') {
    throw new ModelError(
      'wrong_key',
      `No access key is set for ${name}. Enter access key id and secret under Admin → Models.`,
    );
  }
  const secretAccessKey = requireSecret(config.secret_access_key, name, 'secret access key');
  return {
    apiKey: '',
    accessKeyId,
    secretAccessKey,
    ...(config.session_token === undefined ? {} : { sessionToken: config.session_token }),
  };
}
