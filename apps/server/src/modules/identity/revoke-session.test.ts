import { getMe, listSessions, login, revokeSession } from '@agentforge/contracts/identity/endpoints';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld, strongPassword, type World } from '../../../testing/create-world.ts';
import { statusesOf } from '../../../testing/members.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

it('ends one of my sessions within seconds, and nobody else’s', async () => {
  const { client, email } = world.first;
  const before = await client.call(listSessions, {});
  const second = await world.anonymous.call(login, { body: { email, password: strongPassword } });
  const after = await client.call(listSessions, {});
  const added = after.data.find(({ id }) => !before.data.some((session) => session.id === id));
  const params = { session_id: added?.id ?? '' };
  const other = await world.addTenant('Other Sessions');
  expect(await statusesOf([other.client.call(revokeSession, { params })])).toEqual([404]);
  expect((await world.clientFor(second.access_token).call(getMe, {})).user.email).toBe(email);
  await client.call(revokeSession, { params });
  const ended = () => statusesOf([world.clientFor(second.access_token).call(getMe, {})]);
  await expect.poll(ended, { timeout: 10_000 }).toEqual([401]);
  expect(await statusesOf([client.call(getMe, {})])).toEqual([200]);
});
