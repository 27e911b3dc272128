import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { inspect } from 'node:util';
import { createGzip, gzipSync } from 'node:zlib';
import { type LocalServer, startLocalServer } from '@agentforge/plugin-kit/testing/local-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEgress, type EgressGuard } from './egress.ts';

let server: LocalServer;
let guard: EgressGuard;
let base: string;
let sentByEndless = 0;

function* zeros(megabytes: number): Generator<Buffer> {
  const chunk = Buffer.alloc(1024 * 1024);
  for (let sent = 0; sent < megabytes; sent += 1) yield chunk;
}

/** How the hostile server behaves, by path. */
const behaviours: Record<string, (response: ServerResponse) => void> = {
  '/bomb': (response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    Readable.from(zeros(1024)).pipe(createGzip()).pipe(response);
  },
  '/double-bomb': (response) => {
    response.writeHead(200, { 'content-encoding': 'gzip, gzip' });
    response.end(gzipSync(gzipSync(Buffer.alloc(64 * 1024 * 1024))));
  },
  '/endless': (response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536))) sentByEndless += 65_536;
    };
    response.on('drain', more);
    more();
  },
  '/drip': (response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('.'), 20);
    response.on('close', () => clearInterval(timer));
  },
  '/stall': (response) => {
    response.writeHead(200);
    response.write('first');
  },
  '/headers-only': (response) => {
    response.writeHead(200);
    response.flushHeaders();
  },
  '/big-headers': (response) => {
    for (let index = 0; index < 40; index += 1) response.setHeader(`x-${index}`, 'y'.repeat(1024));
    response.end();
  },
  '/cut': (response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half');
    setImmediate(() => response.destroy());
  },
  '/arabic': (response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=windows-1256' });
    response.end(Buffer.from([0xe3, 0xd1, 0xcd, 0xc8, 0xc7]));
  },
  '/silent': () => undefined,
};

beforeAll(async () => {
  server = await startLocalServer((request, response) => {
    const path = request.url ?? '/';
    if (path.startsWith('/garbage')) response.socket?.end('SSH-2.0-c4n4ry\r\n');
    else if (behaviours[path]) behaviours[path](response);
    else response.end(`ok ${path}`);
  });
  base = `http://127.0.0.1:${server.port}`;
  guard = createEgress({ allow: [`127.0.0.1:${server.port}`], limits: { idleTimeoutMs: 150 } });
});

afterAll(async () => {
  await guard.close();
  await server.close();
});

describe('answers without end (E05)', () => {
  test.each(['/bomb', '/double-bomb', '/endless'])('%s is cut off', async (path) => {
    const before = process.memoryUsage().rss;
    const answer = await guard.client().request(`${base}${path}`, { maxBytes: 1_000_000 });
    await expect(answer.bytes()).rejects.toMatchObject({ code: 'payload_too_large' });
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
    expect(sentByEndless).toBeLessThan(64 * 1024 * 1024);
  });

  test('one byte at a time ends with the time of the whole request', async () => {
    const answer = await guard.client().request(`${base}/drip`, { timeoutMs: 300 });
    await expect(answer.bytes()).rejects.toMatchObject({ code: 'upstream_timeout' });
  });

  test.each(['/stall', '/headers-only'])('%s ends long before the whole time', async (path) => {
    const answer = await guard.client().request(`${base}${path}`, { timeoutMs: 600_000 });
    await expect(answer.text()).rejects.toMatchObject({ code: 'upstream_timeout' });
  });

  test('silence, too large headers and a cut connection have their own errors', async () => {
    const client = guard.client();
    await expect(client.request(`${base}/silent`, { timeoutMs: 100 })).rejects.toMatchObject({
      code: 'upstream_timeout',
    });
    await expect(client.request(`${base}/big-headers`)).rejects.toMatchObject({ code: 'upstream_failed' });
    const cut = await client.request(`${base}/cut`);
    await expect(cut.bytes()).rejects.toMatchObject({ code: 'upstream_failed' });
  });

  test('an unreadable answer leaves nothing of itself in the error', async () => {
    const headers = { 'x-key': 'c4n4ry' };
    const request = guard.client().request(`${base}/garbage?key=c4n4ry`, { headers });
    const error = await request.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'upstream_failed' });
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('c4n4ry');
  });

  test('cancelling by the caller surfaces as the caller’s own reason', async () => {
    const controller = new AbortController();
    const pending = guard.client().request(`${base}/silent`, { signal: controller.signal });
    controller.abort(new Error('the run was cancelled'));
    await expect(pending).rejects.toThrow('the run was cancelled');
  });

  test('text follows the declared charset, and can be read twice', async () => {
    const answer = await guard.client().request(`${base}/arabic`);
    expect(await answer.text()).toBe('مرحبا');
    expect(await answer.text()).toBe('مرحبا');
  });
});

describe('what is sent (E04)', () => {
  test.each([
    ['x-a', 'b\r\nx-injected: 1'],
    ['x-a', 'b\nx-injected: 1'],
    ['x-a', 'b\u0000'],
    ['x-a\r\nx-injected', '1'],
    ['x a', '1'],
    ['x-a', 'ملف'],
    ['Host', 'internal.example'],
    ['Transfer-Encoding', 'chunked'],
    ['Connection', 'upgrade'],
    ['Upgrade', 'h2c'],
    ['Expect', '100-continue'],
  ])('header %j: %j is refused', async (name, value) => {
    const before = server.requests.length;
    const headers = { [name]: value };
    await expect(guard.client().request(base, { headers })).rejects.toMatchObject({ code: 'destination_refused' });
    await expect(guard.client().fetch(base, { headers })).rejects.toMatchObject({ code: 'destination_refused' });
    expect(server.requests.length).toBe(before);
  });

  test.each(['TRACE', 'CONNECT', 'GET / HTTP/1.1\r\nX: 1\r\n\r\nGET'])('method %j is refused', async (method) => {
    await expect(guard.client().request(base, { method })).rejects.toMatchObject({ reason: 'method' });
  });
});

describe('fetch for SDKs and streams', () => {
  test('streams as the server writes, and an abort closes the connection', async () => {
    const controller = new AbortController();
    const response = await guard.client().fetch(`${base}/drip`, { signal: controller.signal });
    const reader = response.body?.getReader();
    expect((await reader?.read())?.value?.length).toBeGreaterThan(0);
    controller.abort();
    await expect(reader?.read()).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('a Request and a form arrive whole', async () => {
    const request = new Request(`${base}/r`, { method: 'POST', body: 'hello', headers: { 'x-a': 'b' } });
    expect(await (await guard.client().fetch(request)).text()).toBe('ok /r');
    expect(server.requests.at(-1)).toMatchObject({ method: 'POST', body: 'hello', headers: { 'x-a': 'b' } });
    const form = new FormData();
    form.set('field', 'value');
    await guard.client().fetch(`${base}/f`, { method: 'POST', body: form });
    expect(server.requests.at(-1)?.headers['content-type']).toContain('multipart/form-data; boundary=');
    expect(server.requests.at(-1)?.body).toContain('name="field"');
  });

  test('connections are kept, shared between clients and capped per origin', async () => {
    const shared = createEgress({ allow: [`127.0.0.1:${server.port}`], limits: { connectionsPerOrigin: 2 } });
    const before = server.connections();
    const reads = Array.from({ length: 20 }, async () => (await shared.client().fetch(`${base}/k`)).text());
    expect(new Set(await Promise.all(reads))).toEqual(new Set(['ok /k']));
    expect(server.connections()).toBe(before + 2);
    await shared.close();
  });
});
