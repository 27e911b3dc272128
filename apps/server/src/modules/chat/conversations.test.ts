import { createAgent, publishAgent } from '@agentforge/contracts/agents/endpoints';
import {
  chat,
  deleteConversation,
  getConversation,
  listMyConversations,
  listRuns,
  sendFeedback,
  updateConversation,
} from '@agentforge/contracts/chat/endpoints';
import { createProvider } from '@agentforge/contracts/models/endpoints';
import { startMockOpenAi } from '@agentforge/plugin-kit/testing/mock-openai-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { signInAs, statusesOf } from '../../../testing/members.ts';

let world: World;
let model: Awaited<ReturnType<typeof startMockOpenAi>>;
let agentId: string;

beforeAll(async () => {
  model = await startMockOpenAi({ tokens: 10, tokenDelayMs: 0 });
  world = await createWorld({ environment: { EGRESS_ALLOW: new URL(model.url).host } });
  const { client } = world.first;
  await client.call(createProvider, {
    body: { provider: 'openai-compatible', name: 'mock', base_url: model.url, api_key: 'sk-test-0123456789' },
  });
  const made = await client.call(createAgent, { body: { name: 'Helper', goal: 'Helps.', model_id: 'mock/mock' } });
  agentId = made.id;
  await client.call(publishAgent, { params: { agent_id: agentId }, body: {} });
});
afterAll(async () => {
  await world.close();
  await model.close();
});

const ask = () => world.first.client.call(chat, { params: { agent_id: agentId }, body: { message: 'Hello' } });

it('lists, renames and deletes my conversations; those of others are not there', async () => {
  const { client } = world.first;
  const params = { conversation_id: (await ask()).conversation_id };
  await client.call(updateConversation, { params, body: { title: 'First talk' } });
  const mine = await client.call(listMyConversations, { query: {} });
  expect(mine.data.find(({ id }) => id === params.conversation_id)?.title).toBe('First talk');

  const colleague = await signInAs(world, 'User');
  expect((await colleague.call(listMyConversations, { query: {} })).data).toEqual([]);
  const other = await world.addTenant('Other Talks');
  for (const stranger of [colleague, other.client]) {
    expect(
      await statusesOf([
        stranger.call(getConversation, { params }),
        stranger.call(updateConversation, { params, body: { title: 'Mine now' } }),
        stranger.call(deleteConversation, { params }),
      ]),
    ).toEqual([404, 404, 404]);
  }

  await client.call(deleteConversation, { params });
  expect(await statusesOf([client.call(getConversation, { params })])).toEqual([404]);
});

it('keeps the last word about an answer, from the one who got it', async () => {
  const { client } = world.first;
  const answer = await ask();
  const params = { message_id: answer.message.id };
  await client.call(sendFeedback, { params, body: { rating: 'up' } });
  expect(await client.call(sendFeedback, { params, body: { rating: 'down' } })).toMatchObject({ feedback: 'down' });
  const colleague = await signInAs(world, 'User');
  expect(await statusesOf([colleague.call(sendFeedback, { params, body: { rating: 'up' } })])).toEqual([404]);
  const { messages } = await client.call(getConversation, { params: { conversation_id: answer.conversation_id } });
  expect(messages.at(-1)?.feedback).toBe('down');
  const own = messages[0]?.id ?? '';
  expect(
    await statusesOf([client.call(sendFeedback, { params: { message_id: own }, body: { rating: 'up' } })]),
  ).toEqual([404]);
});

it('shows my runs; everyone’s only to who may write agents', async () => {
  const answer = await ask();
  const query = { agent_id: agentId, status: 'completed' as const };
  const listed = await world.first.client.call(listRuns, { query });
  expect(listed.data.map(({ id }) => id)).toContain(answer.run_id);
  const colleague = await signInAs(world, 'User');
  expect((await colleague.call(listRuns, { query })).data).toEqual([]);
  const admin = await signInAs(world, 'Admin');
  expect((await admin.call(listRuns, { query })).data.map(({ id }) => id)).toContain(answer.run_id);
});
