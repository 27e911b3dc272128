import { describeProvider } from '@agentforge/plugin-kit/testing/provider-conformance';
import { openAiWire } from '@agentforge/plugin-kit/testing/wire-openai';
import { conformanceKey } from '@agentforge/plugin-kit/testing/wire-recordings';
import { provider } from './index.ts';

describeProvider({
  manifest: provider.manifest,
  connect: (address, http) =>
    provider.connect(provider.config.parse({ api_key: conformanceKey, base_url: `${address}/api/v1` }), {
      http,
      connectionName: 'test',
    }),
  model: 'vendor/model',
  wire: openAiWire({
    models: {
      body: JSON.stringify({ data: [{ id: 'vendor/model', context_length: 1000 }] }),
      expected: ['vendor/model'],
    },
  }),
});
