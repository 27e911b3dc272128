import { type LocalServer, startLocalServer } from '@agentforge/plugin-kit/testing/local-server';
import { toolContext } from '@agentforge/plugin-kit/testing/tool-context';
import { apiTool, importOpenApi } from '@agentforge/tools/api';
import { webhookTool } from '@agentforge/tools/webhook';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEgress, type EgressGuard } from './egress.ts';

let upstream: LocalServer;
let canary: LocalServer;
let guard: EgressGuard;

beforeAll(async () => {
  canary = await startLocalServer();
  upstream = await startLocalServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://upstream');
    const location = url.searchParams.get('to');
    if (location !== null) response.writeHead(307, { location });
    response.end('{"ok":true}');
  });
  guard = createEgress({
    allow: [`127.0.0.1:${upstream.port}`],
    lookup: async () => [{ address: '127.0.0.1', family: 4 }],
  });
});

afterAll(async () => {
  await guard.close();
  await Promise.all([upstream.close(), canary.close()]);
});

function api(config: Parameters<typeof apiTool.config.parse>[0], args = {}, allowedHosts?: string[]) {
  const tool = { id: 'tool_1', name: 'Api', description: '', config: apiTool.config.parse(config) };
  const [only] = apiTool.functions(tool);
  if (only === undefined) throw new Error('no function');
  const http = guard.client(allowedHosts === undefined ? {} : { allowedHosts });
  return only.execute(args, toolContext({ http }));
}

describe('tools behind the guard', () => {
  test('a listed upstream answers', async () => {
    const base_url = `http://127.0.0.1:${upstream.port}`;
    expect(await api({ base_url, endpoint_path: '/x' }, {}, [`127.0.0.1:${upstream.port}`])).toMatchObject({
      ok: true,
      content: { status: 200, body: { ok: true } },
    });
  });

  test.each([
    ['a private base URL', () => ({ base_url: `http://127.0.0.1:${canary.port}` })],
    ['a name that leads inside', () => ({ base_url: `http://inner.example:${canary.port}` })],
    [
      'a token URL inside',
      () => ({
        base_url: `http://127.0.0.1:${upstream.port}`,
        auth_type: 'oauth2',
        token_url: `http://localhost:${canary.port}/token`,
        client_id: 'a',
        client_secret: 'c4n4ry-secret',
      }),
    ],
  ])('%s is refused in words, without a connection', async (_what, config) => {
    const result = await api(config());
    expect(result).toMatchObject({ ok: false, content: { code: 'destination_refused' } });
    expect(JSON.stringify(result)).not.toContain('c4n4ry');
    expect(canary.connections()).toBe(0);
  });

  test('a redirect of the upstream neither leads inside nor takes the key along', async () => {
    const config = { base_url: `http://127.0.0.1:${upstream.port}`, auth_type: 'api_key', auth_value: 'c4n4ry-key' };
    const path = `/r?to=${encodeURIComponent(`http://127.0.0.1:${canary.port}/`)}`;
    expect(await api({ ...config, endpoint_path: path })).toMatchObject({ ok: false });
    expect(canary.connections()).toBe(0);
  });

  test('a model’s input cannot inject a header or choose the host', async () => {
    const base_url = `http://127.0.0.1:${upstream.port}`;
    const before = upstream.requests.length;
    for (const name of ['X-Trace', 'Host']) {
      const input_parameters = [{ name, location: 'header' }];
      const value = name === 'Host' ? 'internal.example' : 'a\r\nX-Admin: 1';
      expect(await api({ base_url, input_parameters }, { [name]: value })).toMatchObject({ ok: false });
    }
    expect(upstream.requests.length).toBe(before);
  });

  test('a webhook to the inside is refused', async () => {
    const config = webhookTool.config.parse({ url: `http://[::ffff:127.0.0.1]:${canary.port}/` });
    const [only] = webhookTool.functions({ id: 'tool_2', name: 'Hook', description: '', config });
    const result = await only?.execute({ data: {} }, toolContext({ http: guard.client() }));
    expect(result).toMatchObject({ ok: false, content: { code: 'destination_refused' } });
    expect(canary.connections()).toBe(0);
  });

  test('an imported operation calls its upstream', async () => {
    const { operations } = importOpenApi(
      JSON.stringify({
        openapi: '3.1.0',
        servers: [{ url: `http://127.0.0.1:${upstream.port}/api` }],
        paths: { '/items/{id}': { get: { parameters: [{ in: 'path', name: 'id', schema: { type: 'integer' } }] } } },
      }),
    );
    const config = operations[0]?.config;
    expect(config).toBeDefined();
    expect(await api({ ...config }, { id: 7 })).toMatchObject({ ok: true });
    expect(upstream.requests.at(-1)?.url).toBe('/api/items/7');
  });
});
