import { describeProvider } from '@agentforge/plugin-kit/testing/provider-conformance';
import { conformanceKey } from '@agentforge/plugin-kit/testing/wire-recordings';
import { responsesWire } from '@agentforge/plugin-kit/testing/wire-responses';
import { provider } from './index.ts';

describeProvider({
  manifest: provider.manifest,
  connect: (address, http) =>
    provider.connect(provider.config.parse({ api_key: conformanceKey, base_url: `${address}/v1` }), {
      http,
      connectionName: 'test',
    }),
  model: 'grok-3',
  wire: responsesWire({ models: { body: '{"data":[{"id":"grok-4"}]}', expected: ['grok-4'] } }),
});
