import { describeProvider } from '@agentforge/plugin-kit/testing/provider-conformance';
import { openAiWire } from '@agentforge/plugin-kit/testing/wire-openai';
import { conformanceKey } from '@agentforge/plugin-kit/testing/wire-recordings';
import { provider } from './index.ts';

describeProvider({
  manifest: provider.manifest,
  connect: (address, http) =>
    provider.connect(provider.config.parse({ api_key: conformanceKey, base_url: `${address}/v1` }), {
      http,
      connectionName: 'test',
    }),
  model: 'mistral-large-2411',
  embeddingModel: 'embedder',
  wire: openAiWire({ usageIn: 'finish', embeddings: true }),
});
