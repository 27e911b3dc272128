import { getCurrentTenant, isolationCheck, updateCurrentTenant } from '@agentforge/contracts/tenants/endpoints';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { signInAs, statusesOf } from '../../../testing/members.ts';
import { slugOf } from './create-tenant.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

it('renames the own organization and no other', async () => {
  const other = await world.addTenant('Second Bank');
  const renamed = await world.first.client.call(updateCurrentTenant, { body: { name: 'Bank of Tests' } });
  expect(renamed).toMatchObject({ id: world.first.tenantId, name: 'Bank of Tests' });
  expect(await world.first.client.call(getCurrentTenant, {})).toMatchObject({ name: 'Bank of Tests' });
  expect(await other.client.call(getCurrentTenant, {})).toMatchObject({ id: other.tenantId, name: 'Second Bank' });
});

it('asks for a name and for the right to change it', async () => {
  const viewer = await signInAs(world, 'Viewer');
  expect(
    await statusesOf([
      world.first.client.call(updateCurrentTenant, { body: { name: '   ' } }),
      viewer.call(updateCurrentTenant, { body: { name: 'Mine' } }),
      world.anonymous.call(getCurrentTenant, {}),
    ]),
  ).toEqual([400, 403, 401]);
});

it('finds every tenant table closed, and says which one is not', async () => {
  const whole = await world.first.client.call(isolationCheck, {});
  expect(whole.ok).toBe(true);
  expect(whole.tables.length).toBeGreaterThan(10);
  await world.database.withConnection((connection) =>
    connection.exec('create table left_open (tenant_id text not null); grant select on left_open to public'),
  );
  const broken = await world.first.client.call(isolationCheck, {});
  expect(broken.ok).toBe(false);
  expect(broken.tables.filter(({ ok }) => !ok).map(({ table }) => table)).toEqual(['left_open']);
});

it('makes slugs of names', () => {
  expect([slugOf('Crédit  Général & Co.'), slugOf('بنك')]).toEqual(['credit-general-co', '']);
});
