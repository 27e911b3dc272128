import {
  createApiKey,
  createRole,
  deleteRole,
  getRole,
  listApiKeys,
  listPermissions,
  listRoles,
  resetDefaultRoles,
  updateRole,
} from '@agentforge/contracts/access/endpoints';
import { permissions } from '@agentforge/contracts/shared/permissions';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { signInAs, statusesOf } from '../../../testing/members.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function defaultRole(name: string) {
  const roles = await world.first.client.call(listRoles, { query: { limit: 100 } });
  const found = roles.data.find((role) => role.name === name);
  if (!found) throw new Error(`There is no role ${name}.`);
  return found;
}

it('explains every permission', async () => {
  const listed = await world.first.client.call(listPermissions, {});
  expect(listed.data.map(({ name }) => name).sort()).toEqual([...permissions].sort());
  expect(listed.data.filter(({ description }) => description === '')).toEqual([]);
});

it('makes, reads and deletes a role, which another organization never sees', async () => {
  const { client } = world.first;
  const made = await client.call(createRole, { body: { name: 'Readers', description: '', permissions: ['kb:read'] } });
  const params = { role_id: made.id };
  expect(await client.call(getRole, { params })).toMatchObject({ name: 'Readers', users_count: 0, is_default: false });
  const other = await world.addTenant('Other Roles');
  expect(await statusesOf([other.client.call(getRole, { params }), other.client.call(deleteRole, { params })])).toEqual(
    [404, 404],
  );
  await client.call(deleteRole, { params });
  expect(await statusesOf([client.call(getRole, { params })])).toEqual([404]);
});

it('keeps default roles', async () => {
  const { client } = world.first;
  const viewer = await defaultRole('Viewer');
  await expect(client.call(deleteRole, { params: { role_id: viewer.id } })).rejects.toMatchObject({
    code: 'rule_broken',
  });
});

it('lets nobody delete roles without the right', async () => {
  const admin = await signInAs(world, 'Admin');
  const viewer = await defaultRole('Viewer');
  expect(await statusesOf([admin.call(deleteRole, { params: { role_id: viewer.id } })])).toEqual([403]);
});

it('gives the default roles their permissions again', async () => {
  const { client } = world.first;
  const before = await defaultRole('Viewer');
  await client.call(updateRole, { params: { role_id: before.id }, body: { permissions: [] } });
  const reset = await client.call(resetDefaultRoles, {});
  expect(reset.data.find(({ id }) => id === before.id)?.permissions).toEqual(before.permissions);
  const admin = await signInAs(world, 'Admin');
  expect(await statusesOf([admin.call(resetDefaultRoles, {})])).toEqual([403]);
});

it('lists my keys by their prefix, and those of others only to a security admin', async () => {
  const member = await signInAs(world, 'User');
  const { key, id } = await member.call(createApiKey, {
    body: { name: 'script', scopes: ['agents:execute'], agent_ids: null, expires_in_days: 30 },
  });
  const mine = await member.call(listApiKeys, { query: {} });
  expect(mine.data.map((entry) => entry.id)).toEqual([id]);
  expect(JSON.stringify(mine)).not.toContain(key);
  const colleague = await signInAs(world, 'User');
  expect((await colleague.call(listApiKeys, { query: {} })).data).toEqual([]);
  const everyone = await world.first.client.call(listApiKeys, { query: { limit: 100 } });
  expect(everyone.data.map((entry) => entry.id)).toContain(id);
});
