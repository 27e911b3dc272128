import { createAgent, patchAgent, publishAgent, unpublishAgent } from '@agentforge/contracts/agents/endpoints';
import { trusted } from '@agentforge/kernel/trust';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import type { AgentsDoor, WantedVersion } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

interface Caller {
  tenantId?: string;
  userId?: string;
  permissions?: string[];
}

function asCaller<T>(
  caller: Caller,
  run: (door: AgentsDoor, context: Parameters<AgentsDoor['forChat']>[0]) => Promise<T>,
) {
  const { tenantId = world.first.tenantId, userId = 'user_x', permissions = ['agents:execute'] } = caller;
  return world.database.withTenant(tenantId, (tx) => {
    const context = {
      tx,
      tenantId,
      actor: { kind: 'user', userId },
      can: (name: string) => permissions.includes(name),
    };
    return run(
      world.server.application.rooms.agents,
      trusted<Parameters<AgentsDoor['forChat']>[0]>(context, 'the members the door reads'),
    );
  });
}

const forChat = (key: string, version: WantedVersion, caller: Caller = {}) =>
  asCaller(caller, (door, context) => door.forChat(context, key, version));

it('finds live, older and draft versions, by id and by slug', async () => {
  const { client } = world.first;
  const agent = await client.call(createAgent, { body: { name: 'Talker', goal: 'First.' } });
  const params = { agent_id: agent.id };
  await expect(forChat(agent.id, 'live')).rejects.toMatchObject({
    code: 'rule_broken',
    detail: expect.stringMatching(/not published/),
  });
  await client.call(publishAgent, { params, body: {} });
  await client.call(patchAgent, { params, body: { goal: 'Second.' } });
  await client.call(publishAgent, { params, body: {} });
  await client.call(patchAgent, { params, body: { goal: 'Third.' } });
  expect(await forChat('talker', 'live')).toMatchObject({
    agentId: agent.id,
    version: 2,
    definition: { goal: 'Second.' },
  });
  expect(await forChat(agent.id, 1)).toMatchObject({ version: 1, definition: { goal: 'First.' } });
  await expect(forChat(agent.id, 'draft')).rejects.toMatchObject({ code: 'forbidden' });
  const editor = { permissions: ['agents:write'] };
  expect(await forChat(agent.id, 'draft', editor)).toMatchObject({ version: 'draft', definition: { goal: 'Third.' } });
  await expect(forChat(agent.id, 9)).rejects.toMatchObject({ code: 'not_found' });
  const other = await world.addTenant('Chat Rival');
  await expect(forChat(agent.id, 'live', other)).rejects.toMatchObject({ code: 'not_found' });
});

it.each([
  ['paused', /paused/],
  ['archived', /archived/],
] as const)('refuses an agent that is %s in plain words', async (status, words) => {
  const { client } = world.first;
  const agent = await client.call(createAgent, { body: { name: `Is ${status}`, goal: 'Rest.' } });
  const params = { agent_id: agent.id };
  await client.call(publishAgent, { params, body: {} });
  await client.call(patchAgent, { params, body: { status } });
  await expect(forChat(agent.id, 'live')).rejects.toMatchObject({
    code: 'rule_broken',
    detail: expect.stringMatching(words),
  });
  await expect(forChat(agent.id, 1)).rejects.toMatchObject({ code: 'rule_broken' });
});

it('lists live agents the caller may talk to', async () => {
  const { client } = world.first;
  const made = async (name: string, access?: { visibility: 'private' }) => {
    const body = access === undefined ? { name, goal: 'Be listed.' } : { name, goal: 'Be listed.', access };
    const agent = await client.call(createAgent, { body });
    await client.call(publishAgent, { params: { agent_id: agent.id }, body: {} });
    return agent.id;
  };
  const open = await made('Open one');
  const hidden = await made('Hidden one', { visibility: 'private' });
  const gone = await made('Gone one');
  await client.call(unpublishAgent, { params: { agent_id: gone } });
  const listed = async (caller: Caller) =>
    (await asCaller(caller, (door, context) => door.listPublished(context))).map((agent) => agent.agentId);
  const stranger = await listed({});
  expect(stranger).toContain(open);
  expect(stranger).not.toContain(hidden);
  expect(stranger).not.toContain(gone);
  expect(await listed({ userId: world.first.userId })).toContain(hidden);
  await expect(forChat(hidden, 'live')).rejects.toMatchObject({ code: 'not_found' });
  expect(await forChat(hidden, 'live', { userId: world.first.userId })).toMatchObject({ agentId: hidden });
});
