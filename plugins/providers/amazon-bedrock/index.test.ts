import { textFixtures } from '@agentforge/plugin-kit/testing/fixture-files';
import { loopbackHttp } from '@agentforge/plugin-kit/testing/loopback-http';
import { describeProvider } from '@agentforge/plugin-kit/testing/provider-conformance';
import { bytesOf, conformanceKey } from '@agentforge/plugin-kit/testing/wire-recordings';
import { expect, it } from 'vitest';
import { eventStreamFrames } from './event-stream-frames.testing.ts';
import { provider } from './index.ts';

const text = textFixtures(import.meta.url);
const account = { region: 'eu-central-1', access_key_id: 'AKIAEXAMPLEEXAMPLE12', secret_access_key: conformanceKey };

describeProvider({
  manifest: provider.manifest,
  connect: (address, http) =>
    provider.connect(provider.config.parse({ ...account, base_url: address }), { http, connectionName: 'test' }),
  model: 'eu.anthropic.claude-sonnet-4-5-20250929-v1:0',
  wire: {
    contentType: 'application/vnd.amazon.eventstream',
    text: eventStreamFrames(text('text.jsonl')),
    tool: eventStreamFrames(text('tool.jsonl')),
    parallel: eventStreamFrames(text('parallel.jsonl')),
    empty: eventStreamFrames(text('empty.jsonl')),
    refusal: eventStreamFrames(text('refusal.jsonl')),
    malformed: bytesOf('this is no event stream at all, and long enough to be taken for a frame'),
    errors: {
      contextOverflow: { status: 400, body: '{"message":"Input is too long for requested model."}' },
      of: (status, message) =>
        JSON.stringify({
          message:
            status === 404
              ? 'Could not resolve the foundation model from the provided model identifier: not found.'
              : message,
        }),
    },
  },
});

it('never uses the credentials of the server itself', async () => {
  process.env.AWS_ACCESS_KEY_ID = 'AKIASERVER';
  process.env.AWS_SECRET_ACCESS_KEY = 'server';
  const ports = { http: loopbackHttp(), connectionName: 'test' };
  await expect(provider.connect(provider.config.parse({}), ports)).rejects.toMatchObject({ kind: 'wrong_key' });
});
