import { fixtures, textFixtures } from '@agentforge/plugin-kit/testing/fixture-files';
import { describeProvider } from '@agentforge/plugin-kit/testing/provider-conformance';
import { bytesOf, conformanceKey } from '@agentforge/plugin-kit/testing/wire-recordings';
import { provider } from './index.ts';

const bytes = fixtures(import.meta.url);
const text = textFixtures(import.meta.url);

const states: Record<number, string> = {
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
};

const errorBody = (status: number, message: string): string =>
  JSON.stringify({
    error: {
      code: status,
      message: status === 404 ? 'models/x is not found for API version v1beta' : message,
      status: states[status] ?? 'UNAVAILABLE',
    },
  });

describeProvider({
  manifest: provider.manifest,
  connect: (address, http) =>
    provider.connect(provider.config.parse({ api_key: conformanceKey, base_url: `${address}/v1beta` }), {
      http,
      connectionName: 'test',
    }),
  model: 'gemini-2.5-flash',
  embeddingModel: 'gemini-embedding-001',
  wire: {
    contentType: 'text/event-stream',
    text: bytes('text.sse'),
    tool: bytes('tool.sse'),
    parallel: bytes('parallel.sse'),
    empty: bytes('empty.sse'),
    refusal: bytes('refusal.sse'),
    malformed: bytesOf('data: {"candidates": [{"content": {"parts": [{"te\n\n'),
    errors: {
      contextOverflow: {
        status: 400,
        body: JSON.stringify({
          error: {
            code: 400,
            message: 'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
            status: 'INVALID_ARGUMENT',
          },
        }),
      },
      of: errorBody,
    },
    embeddings: text('embeddings.json'),
    models: { body: text('models.json'), expected: ['gemini-2.5-flash', 'gemini-embedding-001'] },
  },
});
