import { manualClock } from '@agentforge/kernel/clock';
import { AppError } from '@agentforge/kernel/errors';
import type { JsonObject } from '@agentforge/kernel/json';
import { secretFieldsOf } from '@agentforge/plugin-kit/manifest';
import { type LocalServer, startLocalServer } from '@agentforge/plugin-kit/testing/local-server';
import { toolComplaints } from '@agentforge/plugin-kit/testing/tool-conformance';
import { toolContext } from '@agentforge/plugin-kit/testing/tool-context';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { apiTool, createApiTool } from './index.ts';

let server: LocalServer;
let base: string;
let validToken = 'token-1';
let tokensGiven = 0;

const key = 'c4n4ry-s3cret/with+signs';

beforeAll(async () => {
  server = await startLocalServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0];
    const json = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (path === '/v1/echo') {
      json(200, { headers: request.headers, url: request.url, __proto__x: 1 });
    } else if (path === '/v1/token') {
      tokensGiven += 1;
      setTimeout(() => json(200, { access_token: `token-${tokensGiven}`, expires_in: 3600 }), 20);
    } else if (path === '/v1/guarded') {
      const accepted = request.headers.authorization === `Bearer ${validToken}`;
      json(accepted ? 200 : 401, { seen: request.headers.authorization });
    } else if (path === '/v1/large') response.end('x'.repeat(200_000));
    else if (path === '/v1/picture') {
      response.writeHead(200, { 'content-type': 'image/png' });
      response.end(Buffer.alloc(10));
    } else if (path === '/v1/moved') {
      response.writeHead(307, { location: '/v1/end' });
      response.end();
    } else if (path === '/v1/broken') json(500, { trace: 'y'.repeat(10_000) });
    else if (path === '/v1/teapot') json(418, { message: 'no coffee', echoed: request.headers['x-api-key'] });
    else if (path !== '/v1/silent') json(200, { ok: true });
  });
  base = `http://127.0.0.1:${server.port}/v1`;
});

afterAll(() => server.close());

beforeEach(() => {
  server.requests.length = 0;
});

function offered(config: JsonObject, tool = apiTool, name = 'My Api') {
  const parsed = apiTool.config.parse({ base_url: base, ...config });
  const [only] = tool.functions({ id: 'tool_01j0000000000000abcdefghjk', name, description: '', config: parsed });
  if (only === undefined) throw new Error('no function');
  return only;
}

function call(config: JsonObject, args: JsonObject = {}, tool = apiTool) {
  return offered(config, tool).execute(args, toolContext());
}

test('conforms', () => {
  const config = {
    base_url: 'https://api.example.com/v1',
    endpoint_path: '/pets/{petId}',
    input_parameters: [{ name: 'filter[status]', location: 'query' as const }, { name: 'filter status' }],
  };
  const names = ['Pets', 'الحيوانات', 'x'.repeat(300)];
  const samples = names.map((name) => ({ id: 'tool_01j0000000000000abcdefghjk', name, description: '', config }));
  expect(toolComplaints(apiTool, samples)).toEqual([]);
  expect(secretFieldsOf(apiTool.config)).toEqual(['auth_value', 'client_secret']);
});

test.each(['ftp://x.example', 'javascript:alert(1)', 'x', 'https://u:p@x.example', 'https://u@x.example'])(
  'the base URL %s is not accepted',
  (base_url) => {
    expect(apiTool.config.safeParse({ base_url }).success).toBe(false);
    expect(apiTool.config.safeParse({ base_url: base, token_url: base_url }).success).toBe(false);
  },
);

describe('what it offers', () => {
  test.each([
    ['GET', 'read', true],
    ['POST', 'write', false],
    ['PUT', 'write', true],
    ['PATCH', 'write', false],
    ['DELETE', 'destructive', true],
  ])('%s is %s, idempotent %s', (http_method, risk, idempotent) => {
    expect(offered({ http_method })).toMatchObject({ risk, idempotent });
  });

  test('parameters as JSON Schema, with one for an undeclared placeholder', () => {
    const { parameters } = offered({
      endpoint_path: '/orders/{order_id}',
      input_parameters: [
        { name: 'limit', data_type: 'integer', required: true, default: 10 },
        { name: 'state', description: 'Which', required: true, enum: ['open', 'closed'] },
      ],
    });
    expect(parameters).toEqual({
      type: 'object',
      properties: {
        limit: { type: 'integer', default: 10 },
        state: { type: 'string', description: 'Which', enum: ['open', 'closed'] },
        order_id: { type: 'string' },
      },
      required: ['state', 'order_id'],
      additionalProperties: false,
    });
  });
});

describe('the request', () => {
  test('each input goes to its place; fixed parts stay', async () => {
    const result = await call(
      {
        http_method: 'POST',
        endpoint_path: '/a/{id}/b?fixed=1',
        headers: { 'X-Own': 'own' },
        input_parameters: [
          { name: 'id', location: 'path' },
          { name: 'q', location: 'query', data_type: 'array' },
          { name: 'X-Own', location: 'header' },
          { name: 'X-Trace', location: 'header' },
          { name: 'amount', data_type: 'number' },
          { name: 'note', location: 'body', default: 'none' },
          { name: 'absent', location: 'body' },
        ],
      },
      { id: 'ü /1', q: ['x', 'y&z'], 'X-Own': 'model', 'X-Trace': 't', amount: 2.5 },
    );
    expect(result.ok).toBe(true);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      url: '/v1/a/%C3%BC%20%2F1/b?fixed=1&q=x&q=y%26z',
      body: '{"amount":2.5,"note":"none"}',
      headers: { 'x-own': 'own', 'x-trace': 't', 'content-type': 'application/json', 'idempotency-key': 'call_test' },
    });
  });

  test('a GET sends no body and no idempotency key', async () => {
    await call({ input_parameters: [{ name: 'q', location: 'body' }] }, { q: 'x' });
    expect(server.requests[0]).toMatchObject({ url: '/v1?q=x', body: '' });
    expect(server.requests[0]?.headers['idempotency-key']).toBeUndefined();
  });

  test.each([
    '..',
    '.',
    '../admin',
    '..%2fadmin',
    '%2e%2e',
    '%2e%2e%2fadmin',
    '%252e%252e%252fadmin',
    '..\\admin',
    'a/../../b',
    '',
  ])('the path input %j never leaves (E04)', async (id) => {
    const result = await call({ endpoint_path: '/users/{id}' }, { id });
    expect(result.ok).toBe(false);
    expect(result.error).toContain('id');
    expect(server.requests).toEqual([]);
  });

  test.each([
    ['a?admin=1', '/v1/users/a%3Fadmin%3D1/x'],
    ['a#b', '/v1/users/a%23b/x'],
    ['a/b', '/v1/users/a%2Fb/x'],
    ['a;b@c', '/v1/users/a%3Bb%40c/x'],
    ['a\r\nX: 1', '/v1/users/a%0D%0AX%3A%201/x'],
    ['..a', '/v1/users/..a/x'],
  ])('the path input %j stays one part', async (id, url) => {
    await call({ endpoint_path: '/users/{id}/x' }, { id });
    expect(server.requests.map((request) => request.url)).toEqual([url]);
  });

  test.each(['/../admin', '/%2e%2e/admin', 'x/../../admin'])('a path %j above the base is refused', async (path) => {
    expect(await call({ endpoint_path: path })).toMatchObject({ ok: false, error: /base URL/ });
    expect(server.requests).toEqual([]);
  });

  test('another address in the path stays a path', async () => {
    await call({ endpoint_path: 'http://evil.example/x' });
    await call({ endpoint_path: '//evil.example/x' });
    expect(server.requests.map(({ url }) => url)).toEqual(['/v1/http://evil.example/x', '/v1/evil.example/x']);
  });
});

describe('authentication', () => {
  test.each([
    [{ auth_type: 'api_key' }, { 'x-api-key': key }],
    [{ auth_type: 'api_key', api_key_name: 'Token' }, { token: key }],
    [{ auth_type: 'bearer' }, { authorization: `Bearer ${key}` }],
    [{ auth_type: 'basic' }, { authorization: `Basic ${Buffer.from(key).toString('base64')}` }],
  ])('%j', async (config, headers) => {
    const result = await call({ ...config, auth_value: key });
    expect(server.requests[0]?.headers).toMatchObject(headers);
    expect(result.labels).toEqual(['untrusted', 'private']);
  });

  test('a key in the query replaces what the model put there', async () => {
    const config = { auth_type: 'api_key', api_key_location: 'query', api_key_name: 'key', auth_value: 'c4n4ry' };
    await call({ ...config, input_parameters: [{ name: 'key', location: 'query' }] }, { key: 'model' });
    expect(server.requests[0]?.url).toBe('/v1?key=c4n4ry');
  });

  test('without a credential nothing is sent, and without authentication nothing is private', async () => {
    expect(await call({ auth_type: 'bearer' })).toMatchObject({ ok: false, error: /tool settings/ });
    expect(await call({ auth_type: 'oauth2' })).toMatchObject({ ok: false, error: /tool settings/ });
    expect(server.requests).toEqual([]);
    expect((await call({})).labels).toEqual(['untrusted']);
  });

  test('secrets echoed by the other side are hidden', async () => {
    const headers = { 'X-Own-Token': 'c4n4ry-of-header' };
    for (const auth_type of ['api_key', 'bearer', 'basic']) {
      const result = await call({ auth_type, auth_value: key, headers, endpoint_path: '/echo' });
      expect(result.ok).toBe(true);
      expect(JSON.stringify(result)).not.toMatch(/c4n4ry|YzRuNHJ5/);
    }
    const inQuery = { auth_type: 'api_key', api_key_location: 'query', auth_value: key, endpoint_path: '/echo' };
    expect(JSON.stringify(await call(inQuery))).not.toContain('c4n4ry');
    const refused = await call({ auth_type: 'api_key', auth_value: key, endpoint_path: '/teapot' });
    expect(refused).toMatchObject({ ok: false, content: { status: 418, body: { echoed: '[hidden]' } } });
  });

  test('an OAuth token is asked for once, kept, and renewed when old or refused', async () => {
    const clock = manualClock();
    const tool = createApiTool(clock);
    const oauth = {
      auth_type: 'oauth2',
      token_url: `${base}/token`,
      client_id: 'me',
      client_secret: 'c4n4ry-client',
      scope: 'a b',
      endpoint_path: '/guarded',
    };
    tokensGiven = 0;
    validToken = 'token-1';
    const results = await Promise.all(Array.from({ length: 20 }, () => call(oauth, {}, tool)));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(tokensGiven).toBe(1);
    expect(server.requests[0]).toMatchObject({
      body: 'grant_type=client_credentials&scope=a+b&client_id=me&client_secret=c4n4ry-client',
    });
    expect(JSON.stringify(results)).not.toContain('token-1');
    clock.advance(3_600_000);
    validToken = 'token-2';
    server.requests.length = 0;
    expect((await call(oauth, {}, tool)).ok).toBe(true);
    expect(server.requests.map(({ url }) => url)).toEqual(['/v1/token', '/v1/guarded']);
    expect(tokensGiven).toBe(2);
    validToken = 'token-3';
    expect((await call(oauth, {}, tool)).ok).toBe(true);
    expect(tokensGiven).toBe(3);
    validToken = 'never';
    expect(await call(oauth, {}, tool)).toMatchObject({ ok: false, error: /credentials/ });
    expect(tokensGiven).toBe(4);
  });
});

describe('the answer', () => {
  test('large text is cut with a note, files are named, errors are short', async () => {
    const large = await call({ endpoint_path: '/large' });
    expect(large).toMatchObject({ ok: true, content: { note: /200000 characters/ } });
    expect(JSON.stringify(large.content).length).toBeLessThan(66_000);
    expect(await call({ endpoint_path: '/picture' })).toMatchObject({ content: { body: null, note: /image\/png/ } });
    const broken = await call({ endpoint_path: '/broken' });
    expect(broken).toMatchObject({ ok: false, error: /failed on its own side \(500\)/, content: { status: 500 } });
    expect(JSON.stringify(broken.content).length).toBeLessThan(3_000);
  });

  test('reads follow a redirect, writes do not', async () => {
    expect((await call({ endpoint_path: '/moved' })).ok).toBe(true);
    const write = await call({ endpoint_path: '/moved', http_method: 'POST' });
    expect(write).toMatchObject({ ok: false, error: /redirect \(307\)/ });
    expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /v1/moved',
      'GET /v1/end',
      'POST /v1/moved',
    ]);
  });

  test('no answer in time is a result; for a write it says what is not known', async () => {
    const read = await call({ endpoint_path: '/silent', timeout_seconds: 1 });
    expect(read).toMatchObject({ ok: false, content: { code: 'upstream_timeout' } });
    expect(read.error).not.toContain('not known');
    const write = await call({ endpoint_path: '/silent', timeout_seconds: 1, http_method: 'POST' });
    expect(write.error).toContain('not known whether');
  });

  test('a cancelled run throws', async () => {
    const controller = new AbortController();
    const context = toolContext({ signal: controller.signal });
    const pending = offered({ endpoint_path: '/silent' }).execute({}, context);
    controller.abort(new AppError('conflict', { detail: 'cancelled' }));
    await expect(pending).rejects.toThrow('cancelled');
  });
});
