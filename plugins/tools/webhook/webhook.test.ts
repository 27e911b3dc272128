import { createHmac } from 'node:crypto';
import { manualClock } from '@agentforge/kernel/clock';
import type { JsonObject } from '@agentforge/kernel/json';
import { secretFieldsOf } from '@agentforge/plugin-kit/manifest';
import { type LocalServer, startLocalServer } from '@agentforge/plugin-kit/testing/local-server';
import { toolComplaints } from '@agentforge/plugin-kit/testing/tool-conformance';
import { toolContext } from '@agentforge/plugin-kit/testing/tool-context';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createWebhookTool, webhookTool } from './index.ts';

let server: LocalServer;
const clock = manualClock();

beforeAll(async () => {
  server = await startLocalServer((request, response) => {
    if (request.url === '/fails') response.writeHead(503);
    response.end(JSON.stringify(request.headers));
  });
});

afterAll(() => server.close());

beforeEach(() => {
  server.requests.length = 0;
});

function call(config: JsonObject, args: JsonObject, path = '/hook') {
  const parsed = webhookTool.config.parse({ url: `http://127.0.0.1:${server.port}${path}`, ...config });
  const tool = { id: 'tool_1', name: 'Notify', description: '', config: parsed };
  const [only] = createWebhookTool(clock).functions(tool);
  if (only === undefined) throw new Error('no function');
  return only.execute(args, toolContext({ idempotencyKey: 'call_42' }));
}

test('conforms', () => {
  const config = { url: 'https://hooks.example.com/x' };
  expect(toolComplaints(webhookTool, [{ id: 'tool_1', name: 'إشعار', description: '', config }])).toEqual([]);
  expect(secretFieldsOf(webhookTool.config)).toEqual(['secret']);
});

test('sends its data, with own headers, and says that data leaves', async () => {
  const result = await call({ headers: { 'X-Own': '1' } }, { data: { order: 7 } });
  expect(result).toMatchObject({ ok: true, content: { status: 200 }, labels: ['untrusted'] });
  expect(server.requests[0]).toMatchObject({
    method: 'POST',
    body: '{"order":7}',
    headers: { 'x-own': '1', 'content-type': 'application/json', 'idempotency-key': 'call_42' },
  });
  expect(server.requests[0]?.headers['webhook-signature']).toBeUndefined();
});

test.each([
  ['whsec_YzRuNHJ5LWtleS1ieXRlcw==', Buffer.from('c4n4ry-key-bytes')],
  ['c4n4ry plain secret', Buffer.from('c4n4ry plain secret')],
])('signs as Standard Webhooks describes, secret %s', async (secret, signingKey) => {
  const result = await call({ secret }, { data: { a: 'ü' } });
  const [request] = server.requests;
  const seconds = String(Math.floor(clock.now() / 1000));
  const signature = createHmac('sha256', signingKey).update(`call_42.${seconds}.${request?.body}`).digest('base64');
  expect(request?.headers).toMatchObject({
    'webhook-id': 'call_42',
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,${signature}`,
  });
  expect(JSON.stringify(result)).not.toContain('c4n4ry');
});

test('declared fields make the payload; GET puts it into the query', async () => {
  const input_parameters = [{ name: 'title' }, { name: 'count', data_type: 'integer', default: 1 }];
  await call({ method: 'PUT', input_parameters }, { title: 'x', more: 'dropped' });
  expect(server.requests[0]).toMatchObject({ method: 'PUT', body: '{"title":"x","count":1}' });
  await call({ method: 'GET', input_parameters }, { title: 'a&b' }, '/hook?fixed=1');
  expect(server.requests[1]).toMatchObject({ method: 'GET', url: '/hook?fixed=1&title=a%26b&count=1', body: '' });
});

test('a failing receiver is a result with a sentence', async () => {
  expect(await call({}, { data: {} }, '/fails')).toMatchObject({ ok: false, error: /503/, content: { status: 503 } });
});
