import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRole } from '@agentforge/contracts/access/endpoints';
import { createAgent, getAgent } from '@agentforge/contracts/agents/endpoints';
import { listAuditRecords } from '@agentforge/contracts/audit/endpoints';
import type { Permission } from '@agentforge/contracts/shared/permissions';
import {
  createTool,
  deleteTool,
  duplicateTool,
  getTool,
  listTools,
  listToolTypes,
  patchTool,
  putTool,
} from '@agentforge/contracts/tools/endpoints';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { signInAs, statusesOf } from '../../../testing/members.ts';

let world: World;
let upstream: Server;
let base: string;
beforeAll(async () => {
  upstream = createServer((_request, response) => response.end('{}'));
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${portOf(upstream)}`;
  world = await createWorld({ environment: { EGRESS_ALLOW: `127.0.0.1:${portOf(upstream)}` } });
});
afterAll(async () => {
  await world.close();
  upstream.close();
});

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const secret = 'sk-very-secret-value-9876';
const apiConfig = () => ({ base_url: base, endpoint_path: '/orders/{id}', auth_type: 'bearer', auth_value: secret });

function make(name: string, config: Record<string, unknown> = apiConfig(), type = 'api') {
  return world.first.client.call(createTool, { body: { type, name, config } });
}

describe('tools', () => {
  it('offers its kinds with forms', async () => {
    const types = await world.first.client.call(listToolTypes, {});
    expect(types.data.map((type) => type.type)).toEqual(expect.arrayContaining(['api', 'webhook', 'knowledge']));
    expect(JSON.stringify(types.data.find((type) => type.type === 'api')?.config_schema)).toContain('"secret":true');
  });

  it('are created, found, shown with their functions and deleted', async () => {
    const tool = await make('Order lookup');
    expect(tool.functions).toMatchObject([{ name: 'order_lookup', risk: 'read' }]);
    expect(tool.policy).toEqual({ edit: true, delete: true, execute: true });
    const listed = await world.first.client.call(listTools, { query: { q: 'ORDER look', type: 'api' } });
    expect(listed.data.map((row) => row.id)).toEqual([tool.id]);
    await world.first.client.call(deleteTool, { params: { tool_id: tool.id } });
    const gone = world.first.client.call(getTool, { params: { tool_id: tool.id } });
    await expect(gone).rejects.toMatchObject({ status: 404 });
  });

  it('page without repeating', async () => {
    const made = [await make('Page one'), await make('Page two'), await make('Page three')];
    const first = await world.first.client.call(listTools, { query: { q: 'page', limit: 2 } });
    const second = await world.first.client.call(listTools, {
      query: { q: 'page', limit: 2, cursor: first.next_cursor ?? '' },
    });
    expect([...first.data, ...second.data].map((row) => row.id)).toEqual(made.map((row) => row.id).reverse());
    expect(second.next_cursor).toBeNull();
  });

  it('never show a secret, not even one in a header, and keep it when it is left out or sent back', async () => {
    const headers = { Authorization: `Bearer ${secret}`, Accept: 'application/json' };
    const tool = await make('Secretive', { ...apiConfig(), headers });
    expect(tool.config).toMatchObject({
      auth_value: '***9876',
      headers: { Authorization: '***9876', Accept: 'application/json' },
    });
    const params = { tool_id: tool.id };
    const patched = await world.first.client.call(patchTool, { params, body: { config: { endpoint_path: '/x' } } });
    expect(patched.config).toMatchObject({ endpoint_path: '/x', auth_value: '***9876', base_url: base });
    const put = await world.first.client.call(putTool, { params, body: { name: 'Secretive', config: patched.config } });
    expect(put.config).toEqual(patched.config);
    const audit = await world.first.client.call(listAuditRecords, { query: { limit: 100 } });
    expect(JSON.stringify([tool, patched, put, audit])).not.toContain('very-secret');
    const { rows } = await world.database.withSystem('look at what is stored', (tx) =>
      tx.query('select * from tools where id = $1', [tool.id]),
    );
    expect(JSON.stringify(rows)).not.toContain('very-secret');
    const replaced = await world.first.client.call(patchTool, { params, body: { config: { auth_value: null } } });
    expect(replaced.config).not.toHaveProperty('auth_value');
  });

  it.each([
    ['a new host', { base_url: 'https://attacker.example' }],
    ['the same host without TLS or on another port', { base_url: 'http://127.0.0.1:1' }],
    ['a new place for the token', { token_url: 'https://attacker.example/token' }],
  ])('ask for the secret again for %s', async (_what, change) => {
    const tool = await make(`Bound ${JSON.stringify(change)}`, { ...apiConfig(), base_url: 'https://api.example.com' });
    const params = { tool_id: tool.id };
    const moved = world.first.client.call(patchTool, { params, body: { config: change } });
    await expect(moved).rejects.toMatchObject({ status: 422 });
    const masked = world.first.client.call(putTool, {
      params,
      body: { name: tool.name, config: { ...tool.config, ...change } },
    });
    await expect(masked).rejects.toMatchObject({ status: 422 });
  });

  it('move with a new secret', async () => {
    const tool = await make('Moves', { ...apiConfig(), base_url: 'https://api.example.com' });
    const config = { base_url: 'https://other.example.com', auth_value: 'a-new-one-entirely' };
    const moved = await world.first.client.call(patchTool, { params: { tool_id: tool.id }, body: { config } });
    expect(moved.config).toMatchObject({ base_url: 'https://other.example.com', auth_value: '***rely' });
  });

  it('have one name once, whatever its case', async () => {
    const tool = await make('Weather');
    await expect(make('wEATHER')).rejects.toMatchObject({ status: 409, errors: [{ path: 'name' }] });
    const other = await make('Climate');
    const renamed = world.first.client.call(patchTool, { params: { tool_id: other.id }, body: { name: 'WEATHER' } });
    await expect(renamed).rejects.toMatchObject({ status: 409 });
    const copy = await world.first.client.call(duplicateTool, { params: { tool_id: tool.id } });
    expect(copy).toMatchObject({ name: 'Weather (copy)', config: tool.config });
    const again = await world.first.client.call(duplicateTool, { params: { tool_id: tool.id } });
    expect(again.name).toBe('Weather (copy 2)');
  });

  it.each(['http://169.254.169.254/latest', 'http://localhost:5432', 'http://[::1]/', 'http://10.0.0.8/x'])(
    'do not save the inner address %s',
    async (address) => {
      const made = make(`Inner ${address}`, { ...apiConfig(), base_url: address });
      await expect(made).rejects.toMatchObject({ status: 422, errors: [{ path: 'config.base_url' }] });
    },
  );

  it('refuse what they do not know, naming it', async () => {
    const body = { type: 'api', name: 'Extra', config: apiConfig(), created_by: 'user_other', tenant_id: 't' };
    await expect(world.first.client.call(createTool, { body })).rejects.toMatchObject({
      status: 400,
      errors: expect.arrayContaining([{ path: 'created_by', message: 'is not a known field' }]),
    });
    await expect(make('Odd', { ...apiConfig(), shell: 'ls' })).rejects.toMatchObject({
      status: 400,
      errors: [{ path: 'config.shell' }],
    });
    await expect(make('Odd', {}, 'teleport')).rejects.toMatchObject({ status: 422, errors: [{ path: 'type' }] });
    await expect(make('Odd', { ...apiConfig(), http_method: 'TRACE' })).rejects.toMatchObject({ status: 400 });
    const kb = make('Search', { knowledge_base_id: 'kb_01j5ghjkmnpqrstvwxyz012345' }, 'knowledge');
    await expect(kb).rejects.toMatchObject({ status: 422, errors: [{ path: 'config.knowledge_base_id' }] });
  });

  it('refuse a stale write', async () => {
    const tool = await make('Versioned');
    const params = { tool_id: tool.id };
    const shown = await world.first.client.raw(getTool, { params });
    const etag = shown.headers.get('etag') ?? '';
    expect(etag).toBe('"1"');
    const headers = { 'if-match': etag };
    const written = await world.first.client.raw(patchTool, { params, body: { description: 'a' }, headers });
    expect(written.headers.get('etag')).toBe('"2"');
    const stale = world.first.client.call(patchTool, { params, body: { description: 'b' }, headers });
    await expect(stale).rejects.toMatchObject({ status: 412 });
  });

  it('are created once per Idempotency-Key', async () => {
    const body = { type: 'api', name: 'Once', config: apiConfig() };
    const headers = { 'idempotency-key': 'tool-once' };
    const first = await world.first.client.call(createTool, { body, headers });
    const second = await world.first.client.call(createTool, { body, headers });
    expect(second.id).toBe(first.id);
    const other = world.first.client.call(createTool, { body: { ...body, name: 'Twice' }, headers });
    await expect(other).rejects.toMatchObject({ status: 422 });
  });

  it('are invisible to other organizations', async () => {
    const tool = await make('Ours');
    const other = await world.addTenant('Tool Rival');
    const params = { tool_id: tool.id };
    const attempts = [
      other.client.call(getTool, { params }),
      other.client.call(patchTool, { params, body: { name: 'Theirs' } }),
      other.client.call(putTool, { params, body: { name: 'Theirs' } }),
      other.client.call(deleteTool, { params }),
      other.client.call(duplicateTool, { params }),
    ];
    expect(await statusesOf(attempts)).toEqual([404, 404, 404, 404, 404]);
    expect((await other.client.call(listTools, { query: {} })).data).toEqual([]);
    expect(
      (await other.client.call(createTool, { body: { type: 'api', name: 'Ours', config: apiConfig() } })).id,
    ).not.toBe(tool.id);
  });

  it('are changed only by those who may', async () => {
    const tool = await make('Guarded');
    const viewer = await signInAs(world, 'Viewer');
    const params = { tool_id: tool.id };
    expect((await viewer.call(getTool, { params })).policy).toEqual({ edit: false, delete: false, execute: false });
    const attempts = [
      viewer.call(createTool, { body: { type: 'api', name: 'Mine', config: apiConfig() } }),
      viewer.call(patchTool, { params, body: { name: 'Mine' } }),
      viewer.call(deleteTool, { params }),
      viewer.call(duplicateTool, { params }),
    ];
    expect(await statusesOf(attempts)).toEqual([403, 403, 403, 403]);
  });

  it('are copied without secrets by those who could not have replaced them', async () => {
    const tool = await make('Copied', { ...apiConfig(), headers: { Authorization: `Bearer ${secret}` } });
    const permissions: Permission[] = ['tools:read', 'tools:write'];
    await world.first.client.call(createRole, { body: { name: 'Copier', permissions } });
    const copier = await signInAs(world, 'Copier');
    const copy = await copier.call(duplicateTool, { params: { tool_id: tool.id } });
    expect(copy.config).toMatchObject({ base_url: base, headers: {} });
    expect(copy.config).not.toHaveProperty('auth_value');
  });

  it('leave the drafts that used them', async () => {
    const tool = await make('Leaving');
    const body = {
      name: 'User of it',
      tool_ids: [tool.id],
      approval_policy: { rules: [{ tool_id: tool.id, action: 'ask' as const }] },
    };
    const agent = await world.first.client.call(createAgent, { body });
    const shown = await world.first.client.call(getTool, { params: { tool_id: tool.id } });
    expect(shown.used_by).toEqual([{ id: agent.id, name: 'User of it' }]);
    await world.first.client.call(deleteTool, { params: { tool_id: tool.id } });
    const draft = () => world.first.client.call(getAgent, { params: { agent_id: agent.id } });
    await expect.poll(async () => (await draft()).tool_ids, { timeout: 10_000 }).toEqual([]);
    expect((await draft()).approval_policy.rules).toEqual([]);
  });
});
