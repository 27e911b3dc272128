import { describeProvider } from '@agentforge/plugin-kit/testing/provider-conformance';
import { openAiWire } from '@agentforge/plugin-kit/testing/wire-openai';
import { conformanceKey } from '@agentforge/plugin-kit/testing/wire-recordings';
import { provider } from './index.ts';

describeProvider({
  manifest: provider.manifest,
  connect: (address, http) =>
    provider.connect(
      provider.config.parse({
        api_key: conformanceKey,
        base_url: `${address}/openai`,
        deployments: { chat: 'gpt-4o', search: 'text-embedding-3-small' },
        api_version: '2024-10-21',
      }),
      { http, connectionName: 'test' },
    ),
  model: 'chat',
  embeddingModel: 'search',
  wire: openAiWire({ embeddings: true, models: { body: '{"data":[{"id":"gpt-4o"}]}', expected: ['chat', 'search'] } }),
});
