import { createRole } from '@agentforge/contracts/access/endpoints';
import { listAuditRecords } from '@agentforge/contracts/audit/endpoints';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { signInAs, statusesOf } from '../../../testing/members.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const body = { name: 'Auditors', description: '', permissions: ['kb:read' as const] };

it('shows who did what, and what was refused', async () => {
  const viewer = await signInAs(world, 'Viewer');
  expect(await statusesOf([viewer.call(createRole, { body })])).toEqual([403]);
  await world.first.client.call(createRole, { body });
  const records = await world.first.client.call(listAuditRecords, { query: { action: 'roles.create' } });
  expect(records.data.map(({ result }) => result)).toEqual(['success', 'denied']);
  expect(records.data[0]?.actor).toMatchObject({ kind: 'user', id: world.first.userId });
  const denied = await world.first.client.call(listAuditRecords, {
    query: { action: 'roles.create', result: 'denied' },
  });
  expect(denied.data).toHaveLength(1);
});

it('goes through all records page by page, newest first, none twice', async () => {
  const ids: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await world.first.client.call(listAuditRecords, {
      query: { limit: 2, ...(cursor ? { cursor } : {}) },
    });
    ids.push(...page.data.map(({ id }) => id));
    cursor = page.next_cursor;
  } while (cursor);
  expect(ids.length).toBeGreaterThan(3);
  expect(new Set(ids).size).toBe(ids.length);
});

it('is shown to no other organization and to nobody without the right', async () => {
  const other = await world.addTenant('Other Records');
  const records = await other.client.call(listAuditRecords, { query: { action: 'roles.create' } });
  expect(records.data).toEqual([]);
  const admin = await signInAs(world, 'Admin');
  expect(await statusesOf([admin.call(listAuditRecords, { query: {} })])).toEqual([403]);
});
