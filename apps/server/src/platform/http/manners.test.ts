import { readdirSync } from 'node:fs';
import { request as rawRequest } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createRole, listRoles } from '@agentforge/contracts/access/endpoints';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const bearer = () => ({ authorization: `Bearer ${world.first.token}` });

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  return fetch(world.url + path, { method, headers, redirect: 'manual' });
}

describe('methods', () => {
  it('of a known path that are not offered are 405 with what is', async () => {
    const answer = await get('/api/v1/roles', bearer(), 'DELETE');
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, HEAD, POST, OPTIONS');
    expect(await answer.json()).toMatchObject({ code: 'method_not_allowed' });
    const one = await get(`/api/v1/users/${world.first.userId}`, bearer(), 'PUT');
    expect(one.status).toBe(405);
    expect(one.headers.get('allow')).toBe('GET, HEAD, PATCH, DELETE, OPTIONS');
  });

  it('of an unknown path are 404', async () => {
    for (const method of ['GET', 'POST', 'DELETE', 'PUT', 'PATCH'])
      expect((await get('/api/v1/nothing', bearer(), method)).status).toBe(404);
  });

  it('HEAD is GET without a body, OPTIONS lists and grants nothing', async () => {
    const head = await get('/api/v1/roles', bearer(), 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect((await get('/api/v1/roles', {}, 'HEAD')).status).toBe(401);
    const options = await get(
      '/api/v1/roles',
      { origin: 'https://evil.test', 'access-control-request-method': 'POST' },
      'OPTIONS',
    );
    expect(options.status).toBe(204);
    expect(options.headers.get('allow')).toContain('POST');
    expect([...options.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('cannot be overridden', async () => {
    for (const header of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
      const answer = await get('/api/v1/roles', { ...bearer(), [header]: 'DELETE' });
      expect(answer.status).toBe(200);
    }
  });
});

describe('headers that claim something', () => {
  const spoofed: Record<string, string>[] = [
    { 'x-forwarded-for': '127.0.0.1' },
    { 'x-forwarded-host': 'evil.test' },
    { 'x-forwarded-proto': 'https' },
    { forwarded: 'for=127.0.0.1;host=evil.test;proto=https' },
    { 'x-real-ip': '127.0.0.1' },
    { 'x-original-url': '/health' },
    { 'x-rewrite-url': '/health' },
    { 'x-internal': 'true' },
    { 'x-request-from': 'internal' },
    { 'x-user-id': 'user_admin' },
    { 'x-role': 'super_admin' },
    { 'x-forwarded-user': 'admin' },
    { 'x-authenticated-user': 'admin' },
    { 'x-api-version': '0' },
  ];

  it('open nothing to somebody without a credential', async () => {
    for (const headers of spoofed)
      expect((await get('/api/v1/roles', headers)).status, JSON.stringify(headers)).toBe(401);
  });

  it('change nothing for somebody with one', async () => {
    const plain = await (await get('/api/v1/auth/me', bearer())).text();
    for (const headers of spoofed) {
      const answer = await get('/api/v1/auth/me', { ...bearer(), ...headers });
      expect([answer.status, await answer.text()], JSON.stringify(headers)).toEqual([200, plain]);
      expect(answer.headers.get('location')).toBeNull();
    }
  });

  it('a foreign tenant in a header is refused, in query and host it is ignored', async () => {
    expect((await get('/api/v1/auth/me', { ...bearer(), 'x-tenant-id': 'tenant_other' })).status).toBe(403);
    expect((await get('/api/v1/auth/me', { ...bearer(), 'x-tenant-id': world.first.tenantId })).status).toBe(200);
    const me: unknown = await (await get('/api/v1/auth/me?tenant_id=tenant_other', bearer())).json();
    expect(me).toMatchObject({ tenant: { id: world.first.tenantId } });
    expect(await statusWithHost('other.evil.test')).toBe(200);
  });

  function statusWithHost(host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const sent = rawRequest(`${world.url}/api/v1/auth/me`, { headers: { ...bearer(), host } }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      sent.on('error', reject);
      sent.end();
    });
  }

  it('give no new rate bucket', async () => {
    const remaining = async (headers: Record<string, string>) =>
      Number((await get('/api/v1/auth/me', headers)).headers.get('ratelimit-remaining'));
    const first = await remaining({});
    for (const ip of ['1.1.1.1', '2.2.2.2', '3.3.3.3']) await remaining({ 'x-forwarded-for': ip, 'x-real-ip': ip });
    expect(await remaining({})).toBe(first - 4);
  });
});

describe('other sites', () => {
  it.each([
    'https://evil.test',
    'null',
    'http://127.0.0.1',
    'http://127.0.0.1.evil.test',
    'http://localhost:1',
    'https://127.0.0.1',
    'chrome-extension://abc',
    'file://',
  ])('%s is granted nothing', async (origin) => {
    for (const path of ['/api/v1/auth/me', '/health', '/openapi.json', '/docs', '/api/v1/nothing']) {
      const answer = await get(path, { ...bearer(), origin });
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

describe('every kind of answer', () => {
  const kinds: [string, () => Promise<Response>][] = [
    ['data', () => get('/api/v1/roles', bearer())],
    ['no credential', () => get('/api/v1/roles')],
    ['not found', () => get('/api/v1/nothing', bearer())],
    ['wrong method', () => get('/api/v1/roles', bearer(), 'DELETE')],
    [
      'malformed',
      () =>
        fetch(`${world.url}/api/v1/roles`, {
          method: 'POST',
          headers: { ...bearer(), 'content-type': 'application/json' },
          body: '{',
        }),
    ],
    ['options', () => get('/api/v1/roles', {}, 'OPTIONS')],
    ['health', () => get('/health')],
    ['metrics', () => get('/metrics')],
    ['document', () => get('/openapi.json')],
    ['docs', () => get('/docs')],
    ['script of the docs', () => get('/docs/start.js')],
    ['page', () => get('/', { accept: 'text/html' })],
    ['bad address', () => get('/%')],
  ];

  it.each(kinds)('(%s) carries the security headers', async (_what, make) => {
    const { headers } = await make();
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-|\*|https?:/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('server')).toBeNull();
    expect(headers.get('x-request-id')).toMatch(/\S/);
  });

  it('echoes a request id that is one, and makes its own for anything else', async () => {
    expect((await get('/health', { 'x-request-id': 'abc-123' })).headers.get('x-request-id')).toBe('abc-123');
    for (const bad of ['a b', '<script>', 'x'.repeat(200)])
      expect((await get('/health', { 'x-request-id': bad })).headers.get('x-request-id')).toMatch(/^req_/);
    const problem: unknown = await (await get('/api/v1/roles', { 'x-request-id': 'mine' })).json();
    expect(problem).toMatchObject({ request_id: 'mine', status: 401 });
  });
});

describe('docs and page', () => {
  it('the docs are whole, ours and without inline script', async () => {
    const page = await (await get('/docs')).text();
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)/);
    const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path);
    expect(files.length).toBeGreaterThanOrEqual(4);
    for (const file of files) {
      expect(file).toMatch(/^\/docs\//);
      const answer = await get(file);
      expect([file, answer.status]).toEqual([file, 200]);
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(100);
    }
    const described: unknown = await (await get('/openapi.json')).json();
    expect(described).toMatchObject({ openapi: '3.1.0', paths: { '/api/v1/roles': {} } });
  });

  const assets = builtAssets();
  it.skipIf(assets.length === 0)('assets of the app never change, its page is always asked for', async () => {
    const asset = await get(`/assets/${assets[0]}`);
    expect(asset.status).toBe(200);
    expect(asset.headers.get('cache-control')).toMatch(/max-age=31536000.*immutable/);
    const [one, two] = [await get('/', { accept: 'text/html' }), await get('/agents/x', { accept: 'text/html' })];
    for (const page of [one, two]) {
      expect(page.status).toBe(200);
      expect(page.headers.get('cache-control')).toBe('no-cache');
      expect(page.headers.get('content-security-policy')).toMatch(/style-src 'self' 'nonce-[\w+/]{22}=='/);
      expect(await page.text()).not.toContain('__CSP_NONCE__');
    }
    expect(one.headers.get('content-security-policy')).not.toBe(two.headers.get('content-security-policy'));
  });

  it('what is not there is not there', async () => {
    for (const path of [
      '/.git/config',
      '/.env',
      '/package.json',
      '/docs/../package.json',
      '/docs/swagger-ui.js',
      '/assets/none.js',
      '/api',
    ])
      expect((await get(path)).status, path).toBe(404);
  });
});

describe('Idempotency-Key', () => {
  const create = (key: string, name: string) =>
    fetch(world.url + createRole.path, {
      method: 'POST',
      headers: { ...bearer(), 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ name, permissions: [] }),
    });

  it('answers the same again, refuses another body and a key too long', async () => {
    const first = await create('key-1', 'Once');
    const again = await create('key-1', 'Once');
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(await again.json()).toEqual(await first.json());
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const other = await create('key-1', 'Other');
    expect([other.status, await other.json()]).toMatchObject([422, { code: 'idempotency_mismatch' }]);
    expect((await create('x'.repeat(256), 'Long')).status).toBe(400);
  });

  it('makes one row of 20 parallel requests', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => create('key-2', 'Parallel')));
    const ids = new Set<unknown>();
    for (const answer of answers) {
      expect(answer.status).toBe(201);
      const body: unknown = await answer.json();
      ids.add(typeof body === 'object' && body !== null && 'id' in body ? body.id : null);
    }
    expect(ids.size).toBe(1);
    const roles = await world.first.client.call(listRoles, { query: { limit: 100 } });
    expect(roles.data.filter(({ name }) => name === 'Parallel')).toHaveLength(1);
  });

  it('belongs to whoever sent it', async () => {
    const other = await world.addTenant('Elsewhere');
    await create('key-3', 'Mine');
    const theirs = await other.client.raw(createRole, {
      body: { name: 'Theirs', permissions: [] },
      headers: { 'idempotency-key': 'key-3' },
    });
    expect(theirs.headers.get('idempotency-replayed')).toBeNull();
  });
});

function builtAssets(): string[] {
  try {
    return readdirSync(fileURLToPath(new URL('../../../../web/dist/assets', import.meta.url))).filter((name) =>
      name.endsWith('.js'),
    );
  } catch {
    return [];
  }
}
