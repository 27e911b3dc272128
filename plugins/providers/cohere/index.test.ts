import { fixtures, textFixtures } from '@agentforge/plugin-kit/testing/fixture-files';
import { describeProvider } from '@agentforge/plugin-kit/testing/provider-conformance';
import { bytesOf, conformanceKey } from '@agentforge/plugin-kit/testing/wire-recordings';
import { provider } from './index.ts';

const bytes = fixtures(import.meta.url);
const text = textFixtures(import.meta.url);

describeProvider({
  manifest: provider.manifest,
  connect: (address, http) =>
    provider.connect(provider.config.parse({ api_key: conformanceKey, base_url: `${address}/v2` }), {
      http,
      connectionName: 'test',
    }),
  model: 'command-a-03-2025',
  embeddingModel: 'embed-v4.0',
  wire: {
    contentType: 'text/event-stream',
    text: bytes('text.sse'),
    tool: bytes('tool.sse'),
    parallel: bytes('parallel.sse'),
    empty: bytes('empty.sse'),
    tellsCached: false,
    malformed: bytesOf('event: content-delta\ndata: {"type":"content-delta","in\n\n'),
    errors: {
      contextOverflow: {
        status: 400,
        body: '{"message":"too many tokens: the total number of tokens in the prompt exceeds the limit of 256000."}',
      },
      of: (status, message) => JSON.stringify({ id: 'e1', message: status === 404 ? "model 'x' not found" : message }),
    },
    embeddings: text('embeddings.json'),
    models: { body: text('models.json'), expected: ['command-a-03-2025', 'embed-v4.0'] },
  },
});
