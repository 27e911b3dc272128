import { collect, examples } from '@agentforge/plugin-kit/testing/conformance-requests';
import { loopbackHttp } from '@agentforge/plugin-kit/testing/loopback-http';
import { expect, it } from 'vitest';
import { provider } from './index.ts';

async function requestOf(model: string): Promise<{ path: string; body: unknown }> {
  const seen: { path: string; body: unknown }[] = [];
  const http = {
    ...loopbackHttp(),
    fetch: async (input: string | URL | Request, init?: RequestInit) => {
      const body: unknown = JSON.parse(String(init?.body));
      seen.push({ path: new URL(input instanceof Request ? input.url : String(input)).pathname, body });
      return new Response('{"error":{"message":"no"}}', { status: 400 });
    },
  };
  const config = provider.config.parse({ api_key: 'sk-test', base_url: 'http://127.0.0.1:9/v1' });
  const connection = await provider.connect(config, { http, connectionName: 'test' });
  const stream = connection.languageModel(model).stream(examples.withTools, new AbortController().signal);
  await collect(stream).catch(() => undefined);
  return seen[0] ?? expect.fail('nothing was asked');
}

it('asks GPT-6 over responses, where it takes tools, and keeps nothing there', async () => {
  expect(await requestOf('gpt-6.1-sol')).toMatchObject({ path: '/v1/responses', body: { store: false } });
  const older = await requestOf('gpt-5');
  expect(older).toMatchObject({ path: '/v1/chat/completions' });
  expect(older.body).not.toHaveProperty('store');
});
