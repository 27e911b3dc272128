import { describeProvider } from '@agentforge/plugin-kit/testing/provider-conformance';
import { openAiWire } from '@agentforge/plugin-kit/testing/wire-openai';
import { conformanceKey } from '@agentforge/plugin-kit/testing/wire-recordings';
import { provider } from './index.ts';

describeProvider({
  manifest: provider.manifest,
  connect: (address, http) =>
    provider.connect(provider.config.parse({ api_key: conformanceKey, base_url: `${address}` }), {
      http,
      connectionName: 'test',
    }),
  model: 'sonar',
  wire: openAiWire({ tools: false, models: undefined, tellsCached: false }),
});
