import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listAuditRecords } from '@agentforge/contracts/audit/endpoints';
import { addDocuments, createKnowledgeBase, getKnowledgeBase } from '@agentforge/contracts/knowledge/endpoints';
import {
  createTool,
  deleteTool,
  duplicateTool,
  importOpenApi,
  patchTool,
  testTool,
  testToolDraft,
} from '@agentforge/contracts/tools/endpoints';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { signInAs, statusesOf } from '../../../testing/members.ts';

let world: World;
let upstream: Server;
let base: string;
let seen: IncomingMessage[] = [];
const secret = 'sk-very-secret-value-9876';

beforeAll(async () => {
  upstream = createServer((request, response) => {
    seen.push(request);
    if (request.url?.startsWith('/silent')) return;
    if (request.url?.startsWith('/openapi')) return response.end(JSON.stringify(openApi));
    response.setHeader('content-type', 'application/json');
    if (request.url?.startsWith('/broken')) response.statusCode = 500;
    response.end(JSON.stringify({ url: request.url, echoed: request.headers.authorization ?? null }));
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = upstream.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  base = `http://127.0.0.1:${port}`;
  world = await createWorld({ environment: { EGRESS_ALLOW: `127.0.0.1:${port}` } });
});
beforeEach(() => {
  seen = [];
});
afterAll(async () => {
  await world.close();
  upstream.closeAllConnections();
  upstream.close();
});

const openApi = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: '/v1' }],
  paths: {
    '/pets/{id}': {
      get: {
        operationId: 'getPet',
        summary: 'One pet',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      },
    },
  },
};

const parameter = { name: 'id', data_type: 'integer', required: true };
function configOf(path = '/orders/{id}', extra: Record<string, unknown> = {}) {
  const input_parameters = path.includes('{id}') ? [parameter] : [];
  return { base_url: base, endpoint_path: path, auth_type: 'bearer', auth_value: secret, input_parameters, ...extra };
}
const make = (name: string, config: Record<string, unknown>, type = 'api') =>
  world.first.client.call(createTool, { body: { type, name, config } });
const run = (toolId: string, parameters: Record<string, unknown> = {}) =>
  world.first.client.call(testTool, { params: { tool_id: toolId }, body: { parameters } });

describe('trying a tool', () => {
  it('really calls it with its secret, and shows the secret to nobody', async () => {
    const tool = await make('Orders', configOf());
    const outcome = await run(tool.id, { id: '42' });
    expect(outcome).toMatchObject({
      ok: true,
      result: { status: 200, body: { url: '/orders/42', echoed: 'Bearer [hidden]' } },
    });
    expect(seen[0]?.headers.authorization).toBe(`Bearer ${secret}`);
    const audit = await world.first.client.call(listAuditRecords, { query: { limit: 20 } });
    expect(audit.data).toContainEqual(
      expect.objectContaining({
        action: 'tools.test',
        details: expect.objectContaining({ function: 'orders', ok: true }),
      }),
    );
    const copy = await world.first.client.call(duplicateTool, { params: { tool_id: tool.id } });
    await run(copy.id, { id: 1 });
    expect(seen[1]?.headers.authorization).toBe(`Bearer ${secret}`);
  });

  it('sends a sealed header as it was entered, also after another change', async () => {
    const headers = { 'X-Api-Key': 'key-in-a-header-0001', Accept: 'application/json' };
    const tool = await make('Header', { base_url: base, headers });
    await world.first.client.call(patchTool, {
      params: { tool_id: tool.id },
      body: { config: { endpoint_path: '/h' } },
    });
    await run(tool.id);
    expect(seen[0]?.headers).toMatchObject({ 'x-api-key': 'key-in-a-header-0001', accept: 'application/json' });
    const moved = world.first.client.call(patchTool, {
      params: { tool_id: tool.id },
      body: { config: { base_url: 'https://attacker.example' } },
    });
    await expect(moved).rejects.toMatchObject({ status: 422, errors: [{ path: 'config.headers.X-Api-Key' }] });
  });

  it('says what went wrong instead of failing', async () => {
    const broken = await make('Broken', configOf('/broken'));
    expect(await run(broken.id)).toMatchObject({
      ok: false,
      error: expect.stringContaining('500'),
      result: { status: 500 },
    });
    const silent = await make('Silent', configOf('/silent', { timeout_seconds: 1 }));
    expect(await run(silent.id)).toMatchObject({ ok: false, error: expect.stringMatching(/second|long|time/i) });
  });

  it('checks arguments before anything goes out', async () => {
    const tool = await make('Checked', configOf());
    await expect(run(tool.id, { id: 'many' })).rejects.toMatchObject({
      status: 400,
      errors: [{ path: 'parameters.id' }],
    });
    await expect(run(tool.id, {})).rejects.toMatchObject({ status: 400, errors: [{ path: 'parameters.id' }] });
    const odd = world.first.client.call(testTool, { params: { tool_id: tool.id }, body: { function: 'nope' } });
    await expect(odd).rejects.toMatchObject({ status: 422, errors: [{ path: 'function' }] });
    expect(seen).toEqual([]);
  });

  it('works before it is saved, and keeps nothing', async () => {
    const body = { type: 'api', name: 'Draft', config: configOf('/draft') };
    expect(await world.first.client.call(testToolDraft, { body })).toMatchObject({ ok: true });
    const inner = { ...body, config: { base_url: 'http://169.254.169.254', endpoint_path: '/latest' } };
    const refused = await world.first.client.call(testToolDraft, { body: inner });
    expect(refused).toMatchObject({ ok: false, error: expect.stringContaining('169.254.169.254') });
    const bad = world.first.client.call(testToolDraft, { body: { ...body, config: {} } });
    await expect(bad).rejects.toMatchObject({ status: 400, errors: [{ path: 'config.base_url' }] });
  });

  it('is for those who may edit, in their own organization', async () => {
    const tool = await make('Guarded try', configOf('/x'));
    const viewer = await signInAs(world, 'Viewer');
    const other = await world.addTenant('Try Rival');
    const request = { params: { tool_id: tool.id }, body: {} };
    expect(await statusesOf([viewer.call(testTool, request), other.client.call(testTool, request)])).toEqual([
      403, 404,
    ]);
    expect(seen).toEqual([]);
  });

  it('searches a knowledge base of the organization, and of no other', async () => {
    const { client } = world.first;
    const kb = await client.call(createKnowledgeBase, { body: { name: 'Harbour' } });
    const params = { knowledge_base_id: kb.id };
    await client.call(addDocuments, {
      params,
      body: { title: 'Hours', text: 'The harbour opens at six in the morning.' },
    });
    await expect
      .poll(async () => (await client.call(getKnowledgeBase, { params })).documents.ready, { timeout: 20_000 })
      .toBe(1);
    const tool = await make('Harbour facts', { knowledge_base_id: kb.id }, 'knowledge');
    const outcome = await run(tool.id, { query: 'When does the harbour open?' });
    expect(JSON.stringify(outcome.result)).toContain('six in the morning');
    const other = await world.addTenant('Harbour Rival');
    const body = { type: 'knowledge', name: 'Thief', config: { knowledge_base_id: kb.id } };
    const attempts = [other.client.call(createTool, { body }), other.client.call(testToolDraft, { body })];
    expect(await statusesOf(attempts)).toEqual([422, 422]);
  });
});

describe('binding', () => {
  it('gives active tools with unique names, secrets inside, and follows changes', async () => {
    const { tools } = world.server.application.rooms;
    const first = await make('Same name', configOf('/one'));
    const second = await make('Same-name', configOf('/two'));
    const off = await make('Switched off', configOf('/off'));
    await world.first.client.call(patchTool, { params: { tool_id: off.id }, body: { is_active: false } });
    const bind = () =>
      world.database.withTenant(world.first.tenantId, (tx) =>
        tools.bind(tx, [second.id, first.id, off.id, 'tool_none']),
      );
    const bound = await bind();
    expect(bound.map((tool) => [tool.toolId, tool.functions.map((one) => one.name)])).toEqual([
      [second.id, ['same_name']],
      [first.id, ['same_name_2']],
    ]);
    expect(JSON.stringify(bound)).not.toContain('very-secret');
    await world.first.client.call(patchTool, { params: { tool_id: first.id }, body: { description: 'Now described' } });
    expect((await bind())[1]?.functions[0]?.description).toBe('Now described');
    const foreign = await world.addTenant('Bind Rival');
    expect(await world.database.withTenant(foreign.tenantId, (tx) => tools.bind(tx, [first.id]))).toEqual([]);
    await world.first.client.call(deleteTool, { params: { tool_id: first.id } });
    expect((await bind()).map((tool) => tool.toolId)).toEqual([second.id]);
  });

  it('reaches only the hosts of the settings', async () => {
    const tool = await make('Fenced', configOf('/fenced'));
    const { tools } = world.server.application.rooms;
    const [bound] = await world.database.withTenant(world.first.tenantId, (tx) => tools.bind(tx, [tool.id]));
    await expect(bound?.http.request('https://example.com/')).rejects.toMatchObject({ code: 'destination_refused' });
    expect((await bound?.http.request(`${base}/ok`))?.status).toBe(200);
  });
});

describe('importing an API', () => {
  it('reads a document from an address or a text, and saves nothing', async () => {
    const { client } = world.first;
    const read = await client.call(importOpenApi, { body: { url: `${base}/openapi.json` } });
    expect(read).toMatchObject({
      title: 'Pets',
      operations: [{ name: 'getPet', config: { base_url: `${base}/v1`, endpoint_path: '/pets/{id}' } }],
    });
    const text = await client.call(importOpenApi, { body: { document: JSON.stringify(openApi) } });
    expect(text.operations[0]?.warnings.length).toBeGreaterThan(0);
    const [operation] = read.operations;
    await make('Imported', operation?.config ?? {});
  });

  it('refuses inner addresses, other documents and none at all', async () => {
    const { client } = world.first;
    const attempts = [
      client.call(importOpenApi, { body: { url: 'http://169.254.169.254/openapi.json' } }),
      client.call(importOpenApi, { body: { url: `${base}/broken` } }),
      client.call(importOpenApi, { body: { document: '{"hello": 1}' } }),
      client.call(importOpenApi, { body: {} }),
      client.call(importOpenApi, { body: { url: base, document: '{}' } }),
    ];
    expect(await statusesOf(attempts)).toEqual([422, 502, 400, 400, 400]);
  });
});
