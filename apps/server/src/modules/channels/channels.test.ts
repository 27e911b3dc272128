import { createApiKey } from '@agentforge/contracts/access/endpoints';
import { createAgent, publishAgent } from '@agentforge/contracts/agents/endpoints';
import { createChatCompletion, getOpenAiModel, listOpenAiModels } from '@agentforge/contracts/channels/endpoints';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';

let world: World;
let slug: string;
let key: string;

beforeAll(async () => {
  world = await createWorld();
  const { client } = world.first;
  const agent = await client.call(createAgent, {
    body: { name: 'Front desk', goal: 'Greets', model_id: 'demo/local' },
  });
  slug = agent.slug;
  await client.call(publishAgent, { params: { agent_id: agent.id }, body: {} });
  await client.call(createAgent, { body: { name: 'Unpublished', goal: 'Hidden', model_id: 'demo/local' } });
  key = (await client.call(createApiKey, { body: { name: 'client', scopes: ['agents:read', 'agents:execute'] } })).key;
});
afterAll(() => world.close());

it('lists published agents only', async () => {
  const models = await world.clientFor(key).call(listOpenAiModels, {});
  expect(models.data.map((model) => model.id)).toEqual([slug]);
  const client = world.clientFor(key);
  expect(await client.call(getOpenAiModel, { params: { model: slug } })).toMatchObject({ id: slug, object: 'model' });
  await expect(client.call(getOpenAiModel, { params: { model: 'gpt-0' } })).rejects.toMatchObject({ status: 404 });
});

it('answers whole and streamed with the same text', async () => {
  const client = world.clientFor(key);
  const messages = [{ role: 'user' as const, content: 'Hello' }];
  const whole = await client.call(createChatCompletion, { body: { model: slug, messages } });
  expect(whole.choices[0]?.message.content.length).toBeGreaterThan(10);
  let text = '';
  let done = false;
  const body = { model: slug, messages, stream: true, stream_options: { include_usage: true } };
  for await (const event of client.stream(createChatCompletion, { body })) {
    if (event.data === '[DONE]') {
      done = true;
      continue;
    }
    const chunk: { choices: { delta: { content?: string } }[] } = JSON.parse(event.data);
    text += chunk.choices[0]?.delta.content ?? '';
  }
  expect(done).toBe(true);
  expect(text).toBe(whole.choices[0]?.message.content);
});

it('speaks OpenAI’s errors', async () => {
  const answer = await fetch(`${world.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'nobody', messages: [{ role: 'user', content: 'Hi' }] }),
  });
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ error: { code: 'not_found', message: expect.any(String) } });
  const tools = await fetch(`${world.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: slug, messages: [{ role: 'user', content: 'Hi' }], tools: [] }),
  });
  expect(tools.status).toBe(400);
});
