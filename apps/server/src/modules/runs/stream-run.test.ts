import { createAgent, publishAgent } from '@agentforge/contracts/agents/endpoints';
import { cancelRun, chat, getConversation, getRun, streamRun } from '@agentforge/contracts/chat/endpoints';
import { createProvider } from '@agentforge/contracts/models/endpoints';
import { startMockOpenAi } from '@agentforge/plugin-kit/testing/mock-openai-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';

let world: World;
let model: Awaited<ReturnType<typeof startMockOpenAi>>;
let agentId: string;

beforeAll(async () => {
  model = await startMockOpenAi({ tokens: 40, tokenDelayMs: 5 });
  world = await createWorld({ environment: { EGRESS_ALLOW: new URL(model.url).host } });
  const { client } = world.first;
  await client.call(createProvider, {
    body: { provider: 'openai-compatible', name: 'mock', base_url: model.url, api_key: 'sk-test-0123456789' },
  });
  const made = await client.call(createAgent, {
    body: { name: 'Helper', goal: 'Helps people.', model_id: 'mock/mock' },
  });
  agentId = made.id;
  await client.call(publishAgent, { params: { agent_id: agentId }, body: {} });
});
afterAll(async () => {
  await world.close();
  await model.close();
});

interface Part {
  type: string;
  delta?: string;
  data?: Record<string, unknown>;
}

async function readParts(
  stream: AsyncIterable<{ id: string | null; data: string }>,
  until?: (part: Part, id: string | null) => boolean,
) {
  const parts: Part[] = [];
  let lastId: string | null = null;
  for await (const event of stream) {
    if (event.data === '[DONE]') break;
    const part: Part = JSON.parse(event.data);
    parts.push(part);
    lastId = event.id;
    if (until?.(part, event.id)) break;
  }
  return { parts, lastId, text: parts.map((part) => (part.type === 'text-delta' ? part.delta : '')).join('') };
}

it('streams, survives the reader leaving, and resumes byte-equal from any place', async () => {
  const { client } = world.first;
  const body = { message: 'Tell me a story', stream: true };
  const cut = await readParts(
    client.stream(chat, { params: { agent_id: agentId }, body }),
    (part) => part.type === 'text-delta',
  );
  const runId = String(cut.parts.find((part) => part.type === 'data-run')?.data?.['run_id']);
  const rest = await readParts(
    client.stream(streamRun, { params: { run_id: runId }, headers: { 'last-event-id': cut.lastId ?? '' } }),
  );
  const all = await readParts(client.stream(streamRun, { params: { run_id: runId } }));
  expect(cut.text + rest.text).toBe(all.text);
  const run = await client.call(getRun, { params: { run_id: runId } });
  expect(run.status).toBe('completed');
  const kept = await client.call(getConversation, { params: { conversation_id: run.conversation_id } });
  expect(kept.messages[1]?.content).toBe(all.text);
});

it('is stopped by cancel, keeping what was written', async () => {
  const { client } = world.first;
  const stream = client.stream(chat, {
    params: { agent_id: agentId },
    body: { message: 'A long one', stream: true },
  });
  const begun = await readParts(stream, (part) => part.type === 'text-delta');
  const runId = String(begun.parts.find((part) => part.type === 'data-run')?.data?.['run_id']);
  const run = await client.call(cancelRun, { params: { run_id: runId } });
  expect(run.status).toBe('cancelled');
  await expect.poll(() => model.open).toBe(0);
  const kept = await client.call(getConversation, { params: { conversation_id: run.conversation_id } });
  expect(kept.messages[1]).toMatchObject({ status: 'cancelled' });
});
