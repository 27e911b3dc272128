import type { Client } from '@agentforge/client/client';
import { createApiKey } from '@agentforge/contracts/access/endpoints';
import { createAgent, deleteAgent, publishAgent } from '@agentforge/contracts/agents/endpoints';
import { chat } from '@agentforge/contracts/chat/endpoints';
import { deleteUser, listUsers } from '@agentforge/contracts/identity/endpoints';
import {
  correctMemory,
  forgetMemory,
  forgetMyMemory,
  listMemory,
  memoryOfRun,
  myMemory,
  myRememberingAgents,
  pauseMemory,
  rememberThis,
  undoMemory,
} from '@agentforge/contracts/memory/endpoints';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { signInAs, statusesOf } from '../../../testing/members.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ databaseServer: '' });
});
afterAll(() => world.close());

async function makeAgent(name: string, own: object = {}): Promise<string> {
  const { client } = world.first;
  const { id } = await client.call(createAgent, { body: { name, goal: 'Listens.', model_id: 'demo/local', ...own } });
  await client.call(publishAgent, { params: { agent_id: id }, body: {} });
  return id;
}
const remember = (agentId: string, text: string, client: Client = world.first.client) =>
  client.call(rememberThis, { params: { agent_id: agentId }, body: { text } });
const say = (agentId: string, message: string, client: Client = world.first.client) =>
  client.call(chat, { params: { agent_id: agentId }, body: { message, stream: false } });
const textsOf = async (agentId: string, client: Client = world.first.client) =>
  (await client.call(listMemory, { params: { agent_id: agentId } })).data.map(({ text }) => text);

async function rowsOf(table: string, column: string, id: string): Promise<number> {
  const { rows } = await world.database.withSystem('count rows', (tx) =>
    tx.query<{ n: number }>(`select count(*)::int as n from ${table} where ${column} = $1`, [id]),
  );
  return rows[0]?.n ?? -1;
}

describe('my memory over all agents', () => {
  it('is listed page by page, searched, and told by agent', async () => {
    const ann = await signInAs(world, 'User');
    const [tea, coffee] = [await makeAgent('Tea master'), await makeAgent('Coffee master')];
    for (const text of ['I like oolong.', 'I like 100 % sencha.', 'I like matcha.']) await remember(tea, text, ann);
    await remember(coffee, 'I like mocha.', ann);
    const first = await ann.call(myMemory, { query: { limit: 3 } });
    expect(first.data.map(({ text, agent_name }) => [text, agent_name])).toEqual([
      ['I like mocha.', 'Coffee master'],
      ['I like matcha.', 'Tea master'],
      ['I like 100 % sencha.', 'Tea master'],
    ]);
    const rest = await ann.call(myMemory, { query: { limit: 3, cursor: first.next_cursor ?? '' } });
    expect(rest.data.map(({ text }) => text)).toEqual(['I like oolong.']);
    expect(rest.next_cursor).toBeNull();
    expect((await ann.call(myMemory, { query: { q: '100 %' } })).data).toHaveLength(1);
    expect((await ann.call(myMemory, { query: { agent_id: coffee } })).data).toHaveLength(1);
    expect((await ann.call(myRememberingAgents, {})).data).toEqual([
      { agent_id: coffee, agent_name: 'Coffee master', memories: 1, paused: false, enabled: true },
      { agent_id: tea, agent_name: 'Tea master', memories: 3, paused: false, enabled: true },
    ]);
  });

  it('is nobody else’s: not an administrator’s, not another organization’s', async () => {
    const agentId = await makeAgent('Keeper');
    const ann = await signInAs(world, 'User');
    const kept = await remember(agentId, 'I like SECRET-QUINCE.', ann);
    const said = await say(agentId, 'Hello', ann);
    const other = await world.addTenant('Other');
    for (const client of [world.first.client, other.client]) {
      const seen = JSON.stringify([
        await client.call(myMemory, {}),
        await client.call(myRememberingAgents, {}),
        await client.call(myMemory, { query: { q: 'QUINCE' } }),
      ]);
      expect(seen).not.toContain('QUINCE');
      await client.call(forgetMyMemory, {});
    }
    const params = { agent_id: agentId, memory_id: kept.id };
    expect(
      await statusesOf([
        world.first.client.call(correctMemory, { params, body: { text: 'Mine' } }),
        world.first.client.call(undoMemory, { params }),
        other.client.call(memoryOfRun, { params: { agent_id: agentId }, query: { run_id: 'run_1' } }),
        other.client.call(pauseMemory, { params: { agent_id: agentId }, body: { paused: true } }),
        remember(agentId, 'Mine', other.client),
        world.first.client.call(rememberThis, {
          params: { agent_id: agentId },
          body: { text: 'Mine', run_id: said.run_id },
        }),
      ]),
    ).toEqual([404, 404, 404, 404, 404, 404]);
    expect(await textsOf(agentId, ann)).toEqual(['I like SECRET-QUINCE.']);
  });

  it('is that of its agents only for an API key that is bound to some', async () => {
    const [mine, hidden] = [await makeAgent('Bound'), await makeAgent('Unbound')];
    await remember(mine, 'I like plums.');
    await remember(hidden, 'I like quinces.');
    const { key } = await world.first.client.call(createApiKey, {
      body: { name: 'bound', scopes: ['agents:execute'], agent_ids: [mine] },
    });
    const client = world.clientFor(key);
    expect((await client.call(myMemory, {})).data.map(({ text }) => text)).toEqual(['I like plums.']);
    expect((await client.call(myRememberingAgents, {})).data.map(({ agent_id }) => agent_id)).toEqual([mine]);
    expect(await statusesOf([client.call(listMemory, { params: { agent_id: hidden } })])).toEqual([404]);
    await client.call(forgetMyMemory, {});
    expect([await textsOf(mine), await textsOf(hidden)]).toEqual([[], ['I like quinces.']]);
  });

  it('is erased for good, also what had been replaced', async () => {
    const agentId = await makeAgent('Forgetful');
    await say(agentId, 'I live in Basra.');
    await say(agentId, 'I live in Mosul.');
    expect(await rowsOf('memories', 'agent_id', agentId)).toBe(2);
    await world.first.client.call(forgetMemory, { params: { agent_id: agentId } });
    expect(await rowsOf('memories', 'agent_id', agentId)).toBe(0);
  });

  it('takes a new word back, and the old one counts again', async () => {
    const agentId = await makeAgent('Undone');
    await say(agentId, 'I live in Basra.');
    const { run_id } = await say(agentId, 'I live in Mosul.');
    const { data } = await world.first.client.call(memoryOfRun, { params: { agent_id: agentId }, query: { run_id } });
    expect(data).toMatchObject([{ text: 'I live in Mosul.', how: 'said', source: { run_id } }]);
    const params = { agent_id: agentId, memory_id: data[0]?.id ?? '' };
    await world.first.client.call(undoMemory, { params });
    expect(await textsOf(agentId)).toEqual(['I live in Basra.']);
    expect(await statusesOf([world.first.client.call(undoMemory, { params })])).toEqual([404]);
  });
});

describe('pausing', () => {
  it('keeps and uses nothing until it ends, for me alone', async () => {
    const agentId = await makeAgent('Paused');
    const params = { agent_id: agentId };
    const ann = await signInAs(world, 'User');
    await world.first.client.call(pauseMemory, { params, body: { paused: true } });
    await say(agentId, 'I live in Basra.');
    await say(agentId, 'I live in Kirkuk.', ann);
    expect([await textsOf(agentId), await textsOf(agentId, ann)]).toEqual([[], ['I live in Kirkuk.']]);
    const [entry] = (await world.first.client.call(myRememberingAgents, {})).data.filter(
      ({ agent_id }) => agent_id === agentId,
    );
    expect(entry).toMatchObject({ paused: true, memories: 0 });
    await world.first.client.call(pauseMemory, { params, body: { paused: false } });
    await say(agentId, 'I live in Basra.');
    expect(await textsOf(agentId)).toEqual(['I live in Basra.']);
  });
});

describe('what a person writes by hand', () => {
  it('is checked: no secrets, no numbers that identify, no personal data where none is stored', async () => {
    const agentId = await makeAgent('Strict', { guardrails: { no_store_pii: true } });
    const open = await makeAgent('Open', { guardrails: { no_store_pii: false } });
    const attempts = [
      remember(agentId, 'My api key is sk-proj-abcdefghijklmnopqrstuvwxyz0123456789ABCD'),
      remember(open, 'My api key is sk-proj-abcdefghijklmnopqrstuvwxyz0123456789ABCD'),
      remember(open, 'My card is 4111 1111 1111 1111'),
      remember(agentId, 'Write to jane@example.com'),
      remember(agentId, ''),
    ];
    expect(await statusesOf(attempts)).toEqual([400, 400, 400, 400, 400]);
    const kept = await remember(open, 'Write to jane@example.com');
    expect(kept.text).toBe('Write to jane@example.com');
    expect(await rowsOf('memories', 'text', 'Write to [EMAIL_1]')).toBe(1);
    const params = { agent_id: open, memory_id: kept.id };
    const wrong = { text: 'My password: correct-horse-battery-staple-9' };
    expect(await statusesOf([world.first.client.call(correctMemory, { params, body: wrong })])).toEqual([400]);
    const corrected = await world.first.client.call(correctMemory, {
      params,
      body: { text: 'Write to joe@example.com' },
    });
    expect(corrected).toMatchObject({ text: 'Write to joe@example.com', how: 'written', source: null });
    expect(await textsOf(open)).toEqual(['Write to joe@example.com']);
  });

  it('is refused by an agent that does not remember', async () => {
    const agentId = await makeAgent('Off', { memory_enabled: false });
    expect(await statusesOf([remember(agentId, 'I like tea.')])).toEqual([422]);
  });
});

describe('what goes with the one it belongs to', () => {
  it('is the memory of a deleted agent and of a deleted person', async () => {
    const [gone, stays] = [await makeAgent('Gone'), await makeAgent('Stays')];
    const ann = await signInAs(world, 'User');
    for (const agentId of [gone, stays]) {
      await remember(agentId, 'I like tea.', ann);
      await remember(agentId, 'I like tea.');
      await ann.call(pauseMemory, { params: { agent_id: agentId }, body: { paused: true } });
    }
    await world.first.client.call(deleteAgent, { params: { agent_id: gone } });
    const left = async (column: string, id: string) =>
      (await rowsOf('memories', column, id)) + (await rowsOf('memory_pauses', column, id));
    await vi.waitFor(async () => expect(await left('agent_id', gone)).toBe(0), { timeout: 15_000 });
    expect(await rowsOf('memories', 'agent_id', stays)).toBe(2);
    const { data } = await world.first.client.call(listUsers, { query: { limit: 100 } });
    const { rows } = await world.database.withSystem('find whose', (tx) =>
      tx.query<{ user_id: string }>(`select user_id from memory_pauses where agent_id = $1`, [stays]),
    );
    const annId = data.find(({ id }) => id === rows[0]?.user_id)?.id ?? '';
    await world.first.client.call(deleteUser, { params: { user_id: annId } });
    expect(annId).not.toBe('');
    await vi.waitFor(async () => expect(await left('user_id', annId)).toBe(0), { timeout: 15_000 });
    expect(await textsOf(stays)).toEqual(['I like tea.']);
  });
});
