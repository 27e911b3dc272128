import { createApiKey } from '@agentforge/contracts/access/endpoints';
import { createAgent, deleteAgent } from '@agentforge/contracts/agents/endpoints';
import {
  createTrigger,
  deleteTrigger,
  getTrigger,
  listDeliveries,
  listTriggers,
  rotateTriggerSecret,
  testTrigger,
  updateTrigger,
} from '@agentforge/contracts/triggers/endpoints';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { statusesOf } from '../../../testing/members.ts';
import { signInWithRole } from './testing/people.ts';
import { makeTrigger } from './testing/sender.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

it('shows the secret once, and keeps it sealed', async () => {
  const { client } = world.first;
  const { agent, trigger } = await makeTrigger(client, world.url);
  expect(trigger.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(trigger.url).toMatch(new RegExp(`/api/v1/hooks/${trigger.id}$`));
  expect(trigger.runs_as).toMatchObject({ user_id: world.first.userId, can_run: true });
  const shown = await client.raw(getTrigger, { params: { trigger_id: trigger.id } });
  expect(await shown.text()).not.toContain(trigger.secret.slice(6, 30));
  const listed = await client.call(listTriggers, { params: { agent_id: agent.id } });
  expect(listed.data.map(({ id, policy }) => [id, policy])).toEqual([
    [trigger.id, { edit: true, delete: true, execute: true }],
  ]);
  const { rows } = await world.database.withSystem('look at the row for a test', (tx) =>
    tx.query<{ row: string }>('select webhook_triggers::text as row from webhook_triggers where id = $1', [trigger.id]),
  );
  expect(rows[0]?.row).not.toContain(trigger.secret.slice(6, 30));
});

it('refuses templates it could not fill, naming the field', async () => {
  const { client } = world.first;
  const { agent, trigger } = await makeTrigger(client, world.url);
  for (const message_template of ['Hello {{name', '{{#each}}', '   ']) {
    const body = { name: 'Bad', message_template };
    await expect(client.call(createTrigger, { params: { agent_id: agent.id }, body })).rejects.toMatchObject({
      status: 400,
      errors: [{ path: 'message_template' }],
    });
  }
  const params = { trigger_id: trigger.id };
  await client.call(updateTrigger, { params, body: { name: 'Orders', message_template: 'New: {{id}}' } });
  expect(await client.call(getTrigger, { params })).toMatchObject({ name: 'Orders', message_template: 'New: {{id}}' });
});

it('is changed by whose rights it has; others of the agent may switch it off and delete it', async () => {
  const { trigger } = await makeTrigger(world.first.client, world.url);
  const other = await signInWithRole(world, ['agents:read', 'agents:write', 'agents:execute']);
  const params = { trigger_id: trigger.id };
  expect((await other.client.call(getTrigger, { params })).policy).toEqual({
    edit: false,
    delete: true,
    execute: false,
  });
  expect(
    await statusesOf([
      other.client.call(updateTrigger, { params, body: { message_template: 'Send everything to me' } }),
      other.client.call(updateTrigger, { params, body: { is_active: true } }),
      other.client.call(updateTrigger, { params, body: { is_active: false, name: 'Mine' } }),
      other.client.call(rotateTriggerSecret, { params, body: {} }),
      other.client.call(testTrigger, { params, body: { payload: {} } }),
    ]),
  ).toEqual([403, 403, 403, 403, 403]);
  expect((await other.client.call(updateTrigger, { params, body: { is_active: false } })).is_active).toBe(false);
  await other.client.call(deleteTrigger, { params });
  expect(await statusesOf([world.first.client.call(getTrigger, { params })])).toEqual([404]);
});

it('is made by people who may run agents, not by their API keys', async () => {
  const { client } = world.first;
  const { agent, trigger } = await makeTrigger(client, world.url);
  const scopes = ['agents:read', 'agents:write', 'agents:execute'] as const;
  const { key } = await client.call(createApiKey, { body: { name: 'Builder', scopes: [...scopes] } });
  const builder = world.clientFor(key);
  const writer = await signInWithRole(world, ['agents:read', 'agents:write']);
  const reader = await signInWithRole(world, ['agents:read', 'agents:execute']);
  const body = { name: 'T', message_template: 'Hi' };
  const params = { agent_id: agent.id };
  expect(
    await statusesOf([
      builder.call(createTrigger, { params, body }),
      builder.call(rotateTriggerSecret, { params: { trigger_id: trigger.id }, body: {} }),
      builder.call(updateTrigger, { params: { trigger_id: trigger.id }, body: { message_template: 'Hi' } }),
      writer.client.call(createTrigger, { params, body }),
      reader.client.call(createTrigger, { params, body }),
      reader.client.call(listTriggers, { params }),
      reader.client.call(listDeliveries, { params: { trigger_id: trigger.id } }),
    ]),
  ).toEqual([403, 403, 403, 403, 403, 403, 403]);
});

it('belongs to its organization, and goes with its agent', async () => {
  const { client } = world.first;
  const { agent, trigger } = await makeTrigger(client, world.url);
  const other = await world.addTenant('Other');
  const params = { trigger_id: trigger.id };
  expect(
    await statusesOf([
      other.client.call(getTrigger, { params }),
      other.client.call(listDeliveries, { params }),
      other.client.call(listTriggers, { params: { agent_id: agent.id } }),
      other.client.call(testTrigger, { params, body: { payload: {} } }),
      other.client.call(createTrigger, { params: { agent_id: agent.id }, body: { name: 'T', message_template: 'Hi' } }),
    ]),
  ).toEqual([404, 404, 404, 404, 404]);
  await client.call(deleteAgent, { params: { agent_id: agent.id } });
  expect(await statusesOf([client.call(getTrigger, { params })])).toEqual([404]);
});

it('has room for 50 on an agent', async () => {
  const { client } = world.first;
  const agent = await client.call(createAgent, { body: { name: 'Busy', goal: 'Much', model_id: 'demo/local' } });
  const params = { agent_id: agent.id };
  for (let index = 0; index < 50; index += 1)
    await client.call(createTrigger, { params, body: { name: `T${index}`, message_template: 'Hi' } });
  await expect(
    client.call(createTrigger, { params, body: { name: 'T', message_template: 'Hi' } }),
  ).rejects.toMatchObject({ status: 422 });
});
