import { createAgent, publishAgent } from '@agentforge/contracts/agents/endpoints';
import { chat, deleteConversation, getRun } from '@agentforge/contracts/chat/endpoints';
import { createProvider, putModelRoutes } from '@agentforge/contracts/models/endpoints';
import { startMockOpenAi } from '@agentforge/plugin-kit/testing/mock-openai-server';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';

let world: World;
let model: Awaited<ReturnType<typeof startMockOpenAi>>;
let summaries: string[] = [];
let chats: string[] = [];
/** Characters the provider takes, whatever it tells. */
let most = Number.POSITIVE_INFINITY;
let summary = 'SUMMARY-ONE of [EMAIL_1]';

beforeAll(async () => {
  model = await startMockOpenAi({
    reply: (body) => {
      if (body.includes('You keep the minutes')) {
        summaries.push(body);
        return summary;
      }
      chats.push(body);
      if (body.length <= most) return 'Noted.';
      return {
        status: 400,
        error: { message: 'Too long.', code: 'context_length_exceeded', type: 'invalid_request_error' },
      };
    },
  });
  world = await createWorld({ databaseServer: '', environment: { EGRESS_ALLOW: new URL(model.url).host } });
  const { client } = world.first;
  const connection = { provider: 'openai-compatible', base_url: model.url, api_key: 'sk-test-0123456789' };
  for (const name of ['mock', 'cheap']) await client.call(createProvider, { body: { ...connection, name } });
  const none = { default: null, fast: null, cheap: null, vision: null, embedding: null, fallbacks: [] };
  await client.call(putModelRoutes, { body: { ...none, fast: 'cheap/mock' } });
});
beforeEach(() => {
  summaries = [];
  chats = [];
  most = Number.POSITIVE_INFINITY;
});
afterAll(async () => {
  await world.close();
  await model.close();
});

async function makeAgent(): Promise<string> {
  const { client } = world.first;
  const body = { name: 'Listener', goal: 'SYSTEM-PART.', model_id: 'mock/mock', memory_enabled: false };
  const { id } = await client.call(createAgent, { body });
  await client.call(publishAgent, { params: { agent_id: id }, body: {} });
  return id;
}

/** A conversation of so many messages of so many words. */
function talk(agentId: string) {
  let conversation: { conversation_id?: string } = {};
  return async (message: string, more: object = {}) => {
    const body = { message, stream: false, ...conversation, ...more };
    const answer = await world.first.client.call(chat, { params: { agent_id: agentId }, body });
    conversation = { conversation_id: answer.conversation_id };
    return answer;
  };
}
const words = (count: number) => 'words and more '.repeat(count);
const stepsOf = async (runId: string) => (await world.first.client.call(getRun, { params: { run_id: runId } })).steps;

async function storedSummaries(conversationId: string): Promise<{ text: string; labels: unknown[] }[]> {
  const { rows } = await world.database.withSystem('read summaries', (tx) =>
    tx.query<{ text: string; labels: unknown[] }>('select text, labels from conversation_summaries where id = $1', [
      conversationId,
    ]),
  );
  return rows;
}

it('is summarised once, by the saving route, and goes on from there in the next run', async () => {
  const say = talk(await makeAgent());
  const data = Buffer.from('An old page.').toString('base64');
  const attachments = [{ name: 'old.txt', media_type: 'text/plain', data }];
  await say(`FIRST-WORD from jane@example.com ${words(900)}`, { attachments });
  for (let turn = 0; turn < 8; turn += 1) await say(`TURN-${turn}: ${words(900)}`);
  expect(summaries).toHaveLength(1);
  expect(summaries[0]).toContain('FIRST-WORD from [EMAIL_1]');
  expect(summaries[0]).not.toContain('jane@');
  const shown = chats.at(-1) ?? '';
  expect(shown).toContain('SYSTEM-PART');
  expect(shown).toContain('SUMMARY-ONE of [EMAIL_1]');
  expect(shown).not.toContain('FIRST-WORD');
  expect(shown).toContain('TURN-7');
  const answer = await say('And now?');
  expect(summaries).toHaveLength(1);
  expect(chats.at(-1)).toContain('SUMMARY-ONE');
  // It carries the labels of what it covers: the page is gone from the history, not from what the run is labelled with.
  const [stored] = await storedSummaries(answer.conversation_id);
  expect(stored).toMatchObject({ text: 'SUMMARY-ONE of [EMAIL_1]' });
  expect(JSON.stringify(stored?.labels)).toContain('attachment old.txt');
  summary = 'SUMMARY-TWO';
  for (let turn = 8; turn < 16; turn += 1) await say(`TURN-${turn}: ${words(900)}`);
  summary = 'SUMMARY-ONE of [EMAIL_1]';
  expect(summaries.length).toBeGreaterThan(1);
  expect(summaries[1]).toContain('SUMMARY-ONE');
  expect(summaries[1]).not.toContain('FIRST-WORD');
  expect((await storedSummaries(answer.conversation_id)).map(({ text }) => text)).toEqual(['SUMMARY-TWO']);
  const params = { conversation_id: answer.conversation_id };
  await world.first.client.call(deleteConversation, { params });
  expect(await storedSummaries(answer.conversation_id)).toEqual([]);
});

it('is told in the trace, with what it cost', async () => {
  summary = 'SUMMARY-ONE';
  const say = talk(await makeAgent());
  let made: string | undefined;
  for (let turn = 0; turn < 9 && made === undefined; turn += 1) {
    const { run_id } = await say(`TURN-${turn}: ${words(900)}`);
    if (summaries.length > 0) made = run_id;
  }
  const step = (await stepsOf(made ?? '')).find(({ name }) => name === 'summary');
  expect(step).toMatchObject({ kind: 'model', status: 'done', details: { model_id: 'cheap/mock', text: summary } });
});

it('is asked once more with less when the provider finds it too long', async () => {
  const say = talk(await makeAgent());
  for (let turn = 0; turn < 4; turn += 1) await say(`TURN-${turn}: ${words(300)}`);
  chats = [];
  most = 16_000;
  const answer = await say('And now?');
  expect(answer).toMatchObject({ finish_reason: 'stop', message: { content: 'Noted.' } });
  expect(chats).toHaveLength(2);
  expect(chats[1]).toContain('SYSTEM-PART');
  expect((await stepsOf(answer.run_id)).map(({ name }) => name)).toContain('window');
  // The conversation lives on.
  expect(await say('And then?')).toMatchObject({ finish_reason: 'stop' });
});
