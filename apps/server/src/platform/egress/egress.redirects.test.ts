import { type LocalServer, startLocalServer } from '@agentforge/plugin-kit/testing/local-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEgress, type EgressGuard } from './egress.ts';

let canary: LocalServer;
let entrance: LocalServer;
let elsewhere: LocalServer;
let guard: EgressGuard;

/** `/to?status=307&url=…` redirects there; `/hop/3` redirects to `/hop/2`, and so on down to `/end`. */
beforeAll(async () => {
  canary = await startLocalServer();
  elsewhere = await startLocalServer((_request, response) => response.end('elsewhere'));
  entrance = await startLocalServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://entrance');
    const hops = Number(url.pathname.split('/')[2]);
    if (url.pathname === '/to') {
      response.writeHead(Number(url.searchParams.get('status')), { location: url.searchParams.get('url') ?? '' });
    } else if (url.pathname.startsWith('/hop/')) {
      response.writeHead(302, { location: hops > 0 ? `/hop/${hops - 1}` : '/end' });
    }
    response.end('answer');
  });
  guard = createEgress({
    allow: [`127.0.0.1:${entrance.port}`, `127.0.0.1:${elsewhere.port}`],
    lookup: async () => [{ address: '127.0.0.1', family: 4 }],
  });
});

afterAll(async () => {
  await guard.close();
  await Promise.all([canary, entrance, elsewhere].map((server) => server.close()));
});

function to(status: number, url: string): string {
  return `http://127.0.0.1:${entrance.port}/to?status=${status}&url=${encodeURIComponent(url)}`;
}

describe('redirects (E03)', () => {
  const inward = [
    'http://127.0.0.1:PORT/',
    '//127.0.0.1:PORT/',
    'http://2130706433:PORT/',
    'http://inner.example:PORT/',
  ];
  const cases = [301, 302, 303, 307, 308].flatMap((status) => inward.map((url) => [status, url] as const));

  test.each(cases)('%i to %s ends there', async (status, target) => {
    const url = to(status, target.replace('PORT', String(canary.port)));
    const request = guard.client().request(url, { maxRedirects: 5 });
    await expect(request).rejects.toMatchObject({ code: 'destination_refused' });
    expect(canary.connections()).toBe(0);
  });

  test('a chain that turns inward at its end, and other schemes', async () => {
    const chain = to(302, to(307, to(301, `http://127.0.0.1:${canary.port}/`)));
    for (const url of [
      chain,
      to(302, 'file:///etc/passwd'),
      to(302, 'http://a\\@127.0.0.1/'),
      to(302, 'gopher://x/'),
    ]) {
      await expect(guard.client().request(url, { maxRedirects: 5 })).rejects.toMatchObject({
        code: 'destination_refused',
      });
    }
    expect(canary.connections()).toBe(0);
  });

  test('a tool’s own list holds for every hop', async () => {
    const client = guard.client({ allowedHosts: [`127.0.0.1:${entrance.port}`] });
    const before = elsewhere.connections();
    await expect(
      client.request(to(302, `http://127.0.0.1:${elsewhere.port}/`), { maxRedirects: 5 }),
    ).rejects.toMatchObject({ reason: 'not_in_allow_list' });
    expect(elsewhere.connections()).toBe(before);
  });

  test('by default, and in fetch, the redirect itself is the answer', async () => {
    const url = to(302, `http://127.0.0.1:${canary.port}/`);
    expect((await guard.client().request(url)).status).toBe(302);
    expect((await guard.client().fetch(url)).status).toBe(302);
    expect((await guard.client().fetch(url, { redirect: 'follow' })).status).toBe(302);
    expect(canary.connections()).toBe(0);
  });

  test('at most as many as asked for, and never more than five', async () => {
    const client = guard.client();
    const base = `http://127.0.0.1:${entrance.port}`;
    const answer = await client.request(`${base}/hop/1`, { maxRedirects: 2 });
    expect([answer.status, answer.url]).toEqual([200, `${base}/end`]);
    await expect(client.request(`${base}/hop/2`, { maxRedirects: 2 })).rejects.toMatchObject({
      code: 'upstream_failed',
    });
    await expect(client.request(`${base}/hop/5`, { maxRedirects: 50 })).rejects.toMatchObject({
      code: 'upstream_failed',
    });
  });

  test('credentials of any name stay behind when the origin changes, and stay on when it does not', async () => {
    const headers = {
      Authorization: 'Bearer c4n4ry',
      Cookie: 'a=c4n4ry',
      'X-Api-Key': 'c4n4ry',
      'X-Custom': 'c4n4ry',
      Accept: 'text/plain',
    };
    const client = guard.client();
    await client.request(to(307, `http://127.0.0.1:${elsewhere.port}/x`), { headers, maxRedirects: 1 });
    const received = elsewhere.requests.at(-1);
    expect(JSON.stringify(received)).not.toContain('c4n4ry');
    expect(received?.headers.accept).toBe('text/plain');
    await client.request(to(307, '/end'), { headers, maxRedirects: 1 });
    expect(entrance.requests.at(-1)).toMatchObject({ url: '/end', headers: { 'x-api-key': 'c4n4ry' } });
  });

  test.each([
    [301, 'POST', 'GET', ''],
    [302, 'POST', 'GET', ''],
    [303, 'PUT', 'GET', ''],
    [301, 'PUT', 'PUT', '{}'],
    [307, 'POST', 'POST', '{}'],
    [308, 'POST', 'POST', '{}'],
    [303, 'HEAD', 'HEAD', ''],
  ])('%i turns %s into %s', async (status, method, after, body) => {
    const init = method === 'HEAD' ? {} : { body: '{}', headers: { 'content-type': 'application/json' } };
    await guard.client().request(to(status, '/end'), { method, ...init, maxRedirects: 1 });
    const last = entrance.requests.at(-1);
    expect(last).toMatchObject({ url: '/end', method: after, body });
    expect(last?.headers['content-type']).toBe(body === '' ? undefined : 'application/json');
  });
});
