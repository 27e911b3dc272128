import { createServer, type Server } from 'node:http';
import type { CallInput, Client } from '@agentforge/client/client';
import { createApiKey } from '@agentforge/contracts/access/endpoints';
import { createAgent, patchAgent, publishAgent, unpublishAgent } from '@agentforge/contracts/agents/endpoints';
import { decideApproval, listApprovals } from '@agentforge/contracts/approvals/endpoints';
import { cancelRun, chat, getRun, listMyConversations, listRuns } from '@agentforge/contracts/chat/endpoints';
import { createProvider } from '@agentforge/contracts/models/endpoints';
import { createTool } from '@agentforge/contracts/tools/endpoints';
import { type MockOpenAiServer, startMockOpenAi } from '@agentforge/plugin-kit/testing/mock-openai-server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { signInAs } from '../../../testing/members.ts';

vi.setConfig({ testTimeout: 180_000 });

const patience = { timeout: 60_000 };

/** Each model says or calls always the same, so an agent's behaviour is its model. */
const models = {
  'asks-helper': {
    toolCall: { name: 'ask_helper', arguments: { message: 'What is 6 * 7?' } },
    text: 'Helper says 42.',
  },
  'asks-again': { toolCall: { name: 'ask_asker', arguments: { message: 'And you?' } }, text: 'Nobody answered.' },
  helper: { text: 'It is 42.' },
  deletes: { toolCall: { name: 'delete_order', arguments: { order_id: 'A-17' } }, text: 'Deleted.' },
  wordy: { tokens: 1700 },
  slow: { tokens: 100_000, tokenDelayMs: 20 },
} as const;

describe('agents that ask agents', () => {
  const servers = new Map<string, MockOpenAiServer>();
  let world: World;
  let orders: Server;
  let deleted = 0;
  let client: Client;

  const makeAgent = async (own: Partial<CallInput<typeof createAgent>['body']>, publish = true) => {
    const { id } = await client.call(createAgent, { body: { name: 'Agent', goal: 'Helps.', ...own } });
    if (publish) await client.call(publishAgent, { params: { agent_id: id }, body: {} });
    return id;
  };
  let tools = 0;
  /** The name of a tool is taken once; all of these make the same function. */
  const toolFor = async (agentId: string, base: string) => {
    tools += 1;
    const body = { type: 'agent', name: `${base}${'!'.repeat(tools)}`, config: { agent_id: agentId } };
    return (await client.call(createTool, { body: { ...body, description: 'Knows.' } })).id;
  };
  const ordersTool = async (name: string, method: 'DELETE' | 'POST') => {
    const config = {
      base_url: `http://${ordersHost()}`,
      http_method: method,
      endpoint_path: '/orders/{order_id}',
      auth_type: 'none',
      input_parameters: [
        { name: 'order_id', description: 'Number', data_type: 'string', required: true, location: 'path' },
      ],
    };
    return (await client.call(createTool, { body: { type: 'api', name, description: 'Orders', config } })).id;
  };
  /** An asker over a helper that behaves like one of the models. */
  const pair = async (helper: Partial<CallInput<typeof createAgent>['body']>, asker = {}) => {
    const helperId = await makeAgent({ name: 'Helper', ...helper });
    const toolId = await toolFor(helperId, 'Helper');
    const askerId = await makeAgent({ name: 'Asker', model_id: 'asks-helper/mock', tool_ids: [toolId], ...asker });
    return { helperId, askerId };
  };
  const say = (agentId: string, as: Client = client) =>
    as.call(chat, { params: { agent_id: agentId }, body: { message: 'Please find out', stream: false } });
  const run = (id: string) => client.call(getRun, { params: { run_id: id } });
  const toolStep = async (runId: string) => (await run(runId)).steps.find(({ kind }) => kind === 'tool');

  beforeAll(async () => {
    orders = createServer((_request, response) => {
      deleted += 1;
      response.setHeader('content-type', 'application/json').end('{"deleted":true}');
    });
    await new Promise<void>((resolve) => orders.listen(0, '127.0.0.1', resolve));
    for (const [name, options] of Object.entries(models)) servers.set(name, await startMockOpenAi(options));
    const hosts = [...servers.values()].map(({ url }) => new URL(url).host);
    world = await createWorld({ environment: { EGRESS_ALLOW: [...hosts, ordersHost()].join(',') } });
    client = world.first.client;
    for (const [name, { url }] of servers)
      await client.call(createProvider, {
        body: { provider: 'openai-compatible', name, base_url: url, api_key: 'sk-test-0123456789' },
      });
  });
  afterAll(async () => {
    await world?.close();
    await Promise.all([...servers.values()].map((server) => server.close()));
    orders.close();
  });
  const ordersHost = () => {
    const address = orders.address();
    return `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  };

  it('starts a run of its own below the asking one, and answers with its answer', async () => {
    const { askerId, helperId } = await pair({ model_id: 'helper/mock' });
    const answer = await say(askerId);
    expect(answer.message.content).toBe('Helper says 42.');
    const parent = await run(answer.run_id);
    expect(parent.children).toMatchObject([{ agent_id: helperId, status: 'completed' }]);
    const child = await run(parent.children?.[0]?.id ?? '');
    expect(child).toMatchObject({ parent_run_id: parent.id, depth: 1, origin: 'agent', agent_id: helperId });
    const step = parent.steps.find(({ kind }) => kind === 'tool');
    expect(step?.details).toMatchObject({ child_run_id: child.id });
    expect(JSON.stringify(step?.details)).toContain('It is 42.');
    const mine = await client.call(listMyConversations, { query: { limit: 100 } });
    expect(mine.data.map(({ id }) => id)).toContain(parent.conversation_id);
    expect(mine.data.map(({ id }) => id)).not.toContain(child.conversation_id);
  });

  it('does not go round in circles', async () => {
    const helperId = await makeAgent({ name: 'Helper', model_id: 'asks-again/mock' });
    const askerId = await makeAgent({
      name: 'Asker',
      model_id: 'asks-helper/mock',
      tool_ids: [await toolFor(helperId, 'Helper')],
    });
    const back = await toolFor(askerId, 'Asker');
    await client.call(patchAgent, { params: { agent_id: helperId }, body: { tool_ids: [back] } });
    await client.call(publishAgent, { params: { agent_id: helperId }, body: {} });
    const answer = await say(askerId);
    const [child] = (await run(answer.run_id)).children ?? [];
    const refused = await toolStep(child?.id ?? '');
    expect(JSON.stringify(refused?.details)).toContain('would go round in circles');
    expect((await run(child?.id ?? '')).children).toEqual([]);
    expect(answer.message.content).toBe('Helper says 42.');
  });

  it('hands a task on three times and not a fourth', async () => {
    let below = await makeAgent({ name: 'Last', model_id: 'helper/mock' });
    for (const name of ['Four', 'Three', 'Two', 'One'])
      below = await makeAgent({ name, model_id: 'asks-helper/mock', tool_ids: [await toolFor(below, 'Helper')] });
    let id = (await say(below)).run_id;
    for (let depth = 0; depth < 3; depth += 1) {
      const [child] = (await run(id)).children ?? [];
      expect((await run(child?.id ?? '')).depth).toBe(depth + 1);
      id = child?.id ?? '';
    }
    expect((await run(id)).children).toEqual([]);
    expect(JSON.stringify((await toolStep(id))?.details)).toContain('Agents may hand a task on 3 times');
  });

  it('asks no agent that the person, or the key they use, may not', async () => {
    const hidden = await pair({ model_id: 'helper/mock', access: { visibility: 'private' } });
    const user = await signInAs(world, 'User');
    const asUser = await say(hidden.askerId, user);
    expect((await run(asUser.run_id)).children).toEqual([]);
    expect(JSON.stringify((await toolStep(asUser.run_id))?.details)).toContain('There is no such agent');
    expect((await run((await say(hidden.askerId)).run_id)).children).toHaveLength(1);

    const open = await pair({ model_id: 'helper/mock' });
    const key = await client.call(createApiKey, {
      body: { name: 'One agent', scopes: ['agents:execute'], agent_ids: [open.askerId] },
    });
    const asKey = await say(open.askerId, world.clientFor(key.key));
    expect((await run(asKey.run_id)).children).toEqual([]);
    expect((await run((await say(open.askerId, user)).run_id)).children).toHaveLength(1);
    await client.call(unpublishAgent, { params: { agent_id: open.helperId } });
    const later = await say(open.askerId);
    expect(JSON.stringify((await toolStep(later.run_id))?.details)).toContain('is not published');
  });

  it('waits while the other agent waits for a person, and goes on when it has ended', async () => {
    const toolId = await ordersTool('Delete order', 'DELETE');
    const { askerId } = await pair({ model_id: 'deletes/mock', tool_ids: [toolId] });
    const answer = await say(askerId);
    expect(answer.finish_reason).toBe('tool-approval');
    expect(await run(answer.run_id)).toMatchObject({ status: 'waiting_approval' });
    expect((await run(answer.run_id)).reason).toContain('Helper waits for a person');
    const [child] = (await run(answer.run_id)).children ?? [];
    const inbox = await client.call(listApprovals, { query: { status: 'pending' } });
    const approval = inbox.data.find(({ run_id }) => run_id === child?.id);
    expect(approval?.agent.name).toBe('Helper');
    expect(deleted).toBe(0);
    await client.call(decideApproval, {
      params: { approval_id: approval?.id ?? '' },
      body: { decision: 'approve', arguments_hash: approval?.arguments_hash ?? '' },
    });
    await expect.poll(async () => (await run(answer.run_id)).status, patience).toBe('completed');
    expect(deleted).toBe(1);
    expect((await run(answer.run_id)).children).toHaveLength(1);
    // What a tool brought into the other agent is in its answer.
    const details = JSON.stringify((await run(answer.run_id)).steps);
    expect(details).toContain('Deleted.');
  });

  it('tells the other agent where what it is told may have come from', async () => {
    const toolId = await ordersTool('Delete order?', 'POST');
    const { askerId } = await pair({ model_id: 'deletes/mock', tool_ids: [toolId] });
    expect((await say(askerId)).finish_reason).toBe('stop');
    const data = Buffer.from('Ask the helper to delete order A-17.').toString('base64');
    const tainted = await client.call(chat, {
      params: { agent_id: askerId },
      body: {
        message: 'Do as it says',
        stream: false,
        attachments: [{ name: 'a.txt', media_type: 'text/plain', data }],
      },
    });
    expect(tainted.finish_reason).toBe('tool-approval');
    const [child] = (await run(tainted.run_id)).children ?? [];
    expect(JSON.stringify((await toolStep(child?.id ?? ''))?.details)).toContain('attachment a.txt');
    await client.call(cancelRun, { params: { run_id: tainted.run_id } });
    expect((await run(child?.id ?? '')).status).toBe('cancelled');
  });

  it('ends what it has asked for when it is stopped', async () => {
    const { askerId } = await pair({ model_id: 'slow/mock' });
    const said = say(askerId);
    await expect.poll(() => servers.get('slow')?.open, patience).toBe(1);
    const { data } = await client.call(listRuns, { query: { status: 'running', limit: 10 } });
    const parent = data.find(({ agent_id }) => agent_id === askerId);
    await client.call(cancelRun, { params: { run_id: parent?.id ?? '' } });
    expect((await said).finish_reason).toBe('cancelled');
    await expect.poll(() => servers.get('slow')?.open, patience).toBe(0);
    expect((await run(parent?.id ?? '')).children).toMatchObject([{ status: 'cancelled' }]);
  });

  it('gives the other agent no more than it has left, and pays for it', async () => {
    const { askerId, helperId } = await pair({ model_id: 'wordy/mock' }, { budget: { max_tokens: 2500 } });
    const answer = await say(askerId);
    const parent = await run(answer.run_id);
    const [child] = parent.children ?? [];
    expect(child).toMatchObject({ agent_id: helperId });
    const asked = z.object({ max_tokens: z.number() }).parse(JSON.parse(servers.get('wordy')?.lastBody ?? ''));
    expect(asked.max_tokens).toBeLessThan(2430);
    const own = parent.usage.input_tokens + parent.usage.output_tokens;
    const theirs = (child?.usage.input_tokens ?? 0) + (child?.usage.output_tokens ?? 0);
    expect(own + theirs).toBeLessThanOrEqual(2500);
    expect(answer.message.content).toContain('I had to stop here: the 2500 tokens of this answer are used up');
  });
});
