import {
  createProvider,
  getModelRoutes,
  getProvider,
  getTenantModelAccess,
  putModelRoutes,
  putTenantModelAccess,
} from '@agentforge/contracts/models/endpoints';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { statusesOf } from '../../../testing/members.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const key = 'sk-test-0123456789';

it('shows a connection without its key, and to its organization only', async () => {
  const made = await world.first.client.call(createProvider, {
    body: { provider: 'openai-compatible', name: 'mine', base_url: 'https://models.example.com/v1', api_key: key },
  });
  const params = { provider_id: made.id };
  const read = await world.first.client.call(getProvider, { params });
  expect(read).toMatchObject({ id: made.id, name: 'mine' });
  expect(JSON.stringify(read)).not.toContain(key);
  const other = await world.addTenant('Other Models');
  expect(await statusesOf([other.client.call(getProvider, { params })])).toEqual([404]);
});

it('keeps the routes of each organization for itself', async () => {
  const other = await world.addTenant('Other Routes');
  const before = await other.client.call(getModelRoutes, {});
  await world.first.client.call(putModelRoutes, { body: { custom: {}, fallbacks: ['mine/spare'] } });
  expect(await world.first.client.call(getModelRoutes, {})).toMatchObject({ fallbacks: ['mine/spare'] });
  expect(await other.client.call(getModelRoutes, {})).toEqual(before);
});

it('tells an operator, and nobody else, what a tenant may use', async () => {
  const other = await world.addTenant('Bound');
  const params = { tenant_id: other.tenantId };
  const body = { models: ['mine/small'], shared_connections: [] };
  await world.first.client.call(putTenantModelAccess, { params, body });
  expect(await world.first.client.call(getTenantModelAccess, { params })).toEqual(body);
  expect(await statusesOf([other.client.call(getTenantModelAccess, { params })])).toEqual([403]);
});
