import { createServer } from 'node:http';
import { createAgent, publishAgent } from '@agentforge/contracts/agents/endpoints';
import { chat, getConversation, getRun, listConversations } from '@agentforge/contracts/chat/endpoints';
import { createProvider } from '@agentforge/contracts/models/endpoints';
import { createTool } from '@agentforge/contracts/tools/endpoints';
import { startMockOpenAi } from '@agentforge/plugin-kit/testing/mock-openai-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';

let world: World;
let model: Awaited<ReturnType<typeof startMockOpenAi>>;
let agentId: string;
let apiPort: number;

beforeAll(async () => {
  model = await startMockOpenAi({ tokens: 40, tokenDelayMs: 5 });
  apiPort = await freePort();
  world = await createWorld({ environment: { EGRESS_ALLOW: `${new URL(model.url).host},127.0.0.1:${apiPort}` } });
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

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

/** A real HTTP API: the weather of the city in the query. */
async function startApi() {
  const server = createServer((request, response) => {
    const city = new URL(request.url ?? '', 'http://x').searchParams.get('city');
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ city, temperature_celsius: 31 }));
  });
  await new Promise<void>((resolve) => server.listen(apiPort, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${apiPort}`, close: () => new Promise((resolve) => server.close(resolve)) };
}

describe('an answer', () => {
  it('comes whole, is kept, and is billed', async () => {
    const answer = await world.first.client.call(chat, {
      params: { agent_id: agentId },
      body: { message: 'Hello there' },
    });
    expect(answer.message.status).toBe('complete');
    expect(answer.message.content.length).toBeGreaterThan(20);
    expect(answer.usage.output_tokens).toBe(40);
    const conversation = await world.first.client.call(getConversation, {
      params: { conversation_id: answer.conversation_id },
    });
    expect(conversation.messages.map((message) => message.role)).toEqual(['user', 'assistant']);
    expect(conversation.messages[1]?.content).toBe(answer.message.content);
    const run = await world.first.client.call(getRun, { params: { run_id: answer.run_id } });
    expect(run).toMatchObject({ status: 'completed', model: 'mock/mock', agent_version: 1 });
    expect(run.steps.some((step) => step.kind === 'model' && step.status === 'done')).toBe(true);
  });

  it('is asked for once when the same request comes twice', async () => {
    const { client } = world.first;
    const input = {
      params: { agent_id: agentId },
      body: { message: 'Only once' },
      headers: { 'idempotency-key': 'one' },
    };
    const [first, second] = await Promise.all([client.call(chat, input), client.call(chat, input)]);
    expect(second.run_id).toBe(first.run_id);
    expect(second.message).toEqual(first.message);
    const other = { ...input, body: { message: 'Something else' } };
    await expect(client.call(chat, other)).rejects.toMatchObject({ status: 422 });
  });

  it('belongs to its person', async () => {
    const { client } = world.first;
    const answer = await client.call(chat, { params: { agent_id: agentId }, body: { message: 'Mine' } });
    const other = await world.addTenant('Other');
    const foreign: Promise<unknown>[] = [
      other.client.call(getRun, { params: { run_id: answer.run_id } }),
      other.client.call(getConversation, { params: { conversation_id: answer.conversation_id } }),
      other.client.call(chat, { params: { agent_id: agentId }, body: { message: 'Yours?' } }),
    ];
    const results = await Promise.allSettled(foreign);
    for (const result of results) expect(result).toMatchObject({ status: 'rejected', reason: { status: 404 } });
    const list = await other.client.call(listConversations, { params: { agent_id: agentId } });
    expect(list.data).toEqual([]);
  });

  it('hides personal data from the model and shows it to its person', async () => {
    const { client } = world.first;
    const answer = await client.call(chat, {
      params: { agent_id: agentId },
      body: { message: 'My e-mail is jane.doe@example.com, please write it down.' },
    });
    const sent = model.lastBody;
    expect(sent).not.toContain('jane.doe@example.com');
    expect(sent).toContain('[EMAIL_1]');
    const kept = await client.call(getConversation, { params: { conversation_id: answer.conversation_id } });
    expect(kept.messages[0]?.content).toContain('jane.doe@example.com');
    const raw = await world.database.withSystem('look for plain values', (tx) =>
      tx.query<{ found: number }>(`select count(*)::int as found from messages where content like '%jane.doe@%'`),
    );
    expect(raw.rows[0]?.found).toBe(0);
  });
});

it('reads what is attached, and refuses what it cannot', async () => {
  const { client } = world.first;
  const data = Buffer.from('The launch code word is PERIWINKLE. Write to ann@example.org.').toString('base64');
  const answer = await client.call(chat, {
    params: { agent_id: agentId },
    body: { message: 'What is the code word?', attachments: [{ name: 'notes.txt', media_type: 'text/plain', data }] },
  });
  expect(model.lastBody).toContain('PERIWINKLE');
  expect(model.lastBody).not.toContain('ann@example.org');
  const kept = await client.call(getConversation, { params: { conversation_id: answer.conversation_id } });
  expect(kept.messages[0]?.attachments).toEqual([{ name: 'notes.txt', media_type: 'text/plain', bytes: 61 }]);
  const program = Buffer.from('MZ\u0000\u0001 not a document').toString('base64');
  const refused = client.call(chat, {
    params: { agent_id: agentId },
    body: { message: 'Run it', attachments: [{ name: 'x.exe', media_type: 'application/pdf', data: program }] },
  });
  await expect(refused).rejects.toMatchObject({ status: 415 });
});

it('calls a tool with the built-in model and shows the call', async () => {
  const { client } = world.first;
  const api = await startApi();
  const tool = await client.call(createTool, {
    body: {
      type: 'api',
      name: 'Get weather',
      description: 'Current weather of a city',
      config: {
        base_url: api.url,
        http_method: 'GET',
        endpoint_path: '/weather',
        auth_type: 'none',
        input_parameters: [
          { name: 'city', description: 'City name', data_type: 'string', required: true, location: 'query' },
        ],
      },
    },
  });
  const agent = await client.call(createAgent, {
    body: { name: 'Weather', goal: 'Tells the weather', model_id: 'demo/local', tool_ids: [tool.id] },
  });
  const answer = await client.call(chat, {
    params: { agent_id: agent.id },
    body: { message: 'What is the weather in Cairo?', version: 'draft' },
  });
  expect(answer.message.tool_calls).toHaveLength(1);
  expect(answer.message.tool_calls[0]).toMatchObject({ tool_id: tool.id, status: 'ok', arguments: { city: 'Cairo' } });
  expect(answer.message.content).toContain('31');
  await api.close();
});
