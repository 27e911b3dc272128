import { fixtures, textFixtures } from '@agentforge/plugin-kit/testing/fixture-files';
import { describeProvider } from '@agentforge/plugin-kit/testing/provider-conformance';
import { bytesOf, conformanceKey } from '@agentforge/plugin-kit/testing/wire-recordings';
import { provider } from './index.ts';

const bytes = fixtures(import.meta.url);
const text = textFixtures(import.meta.url);

const types: Record<number, string> = {
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  429: 'rate_limit_error',
  529: 'overloaded_error',
};

const errorBody = (status: number, message: string): string =>
  JSON.stringify({
    type: 'error',
    error: { type: types[status] ?? 'api_error', message: status === 404 ? 'model: unknown' : message },
    request_id: 'req_1',
  });

describeProvider({
  manifest: provider.manifest,
  connect: (address, http) =>
    provider.connect(provider.config.parse({ api_key: conformanceKey, base_url: address }), {
      http,
      connectionName: 'test',
    }),
  model: 'claude-sonnet-4-5',
  wire: {
    contentType: 'text/event-stream; charset=utf-8',
    text: bytes('text.sse'),
    tool: bytes('tool.sse'),
    parallel: bytes('parallel.sse'),
    empty: bytes('empty.sse'),
    refusal: bytes('refusal.sse'),
    malformed: bytesOf('event: message_start\ndata: {"type":"message_start","mess\n\n'),
    errors: {
      contextOverflow: {
        status: 400,
        body: JSON.stringify({
          type: 'error',
          error: { type: 'invalid_request_error', message: 'prompt is too long: 210000 tokens > 200000 maximum' },
        }),
      },
      of: errorBody,
    },
    models: { body: text('models.json'), expected: ['claude-sonnet-4-5-20250929'] },
  },
});
