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
  model: 'deepseek-chat',
  wire: openAiWire({ usageExtra: { prompt_cache_hit_tokens: 4, prompt_cache_miss_tokens: 8 } }),
});
