import { createServer } from 'node:http';
import type { CallInput, Client } from '@agentforge/client/client';
import { createAgent, publishAgent } from '@agentforge/contracts/agents/endpoints';
import { decideApproval, listApprovals } from '@agentforge/contracts/approvals/endpoints';
import { listAuditRecords } from '@agentforge/contracts/audit/endpoints';
import { replaceBudgets } from '@agentforge/contracts/budgets/endpoints';
import {
  chat,
  deleteConversation,
  getConversation,
  getRun,
  listRuns,
  streamRun,
} from '@agentforge/contracts/chat/endpoints';
import {
  addDocuments,
  createKnowledgeBase,
  deleteDocument,
  getDocument,
} from '@agentforge/contracts/knowledge/endpoints';
import { createProvider } from '@agentforge/contracts/models/endpoints';
import { compareRuns, getRunTrace, replayRun } from '@agentforge/contracts/runs/endpoints';
import type { TraceNode } from '@agentforge/contracts/runs/schemas';
import { createTool } from '@agentforge/contracts/tools/endpoints';
import { startMockOpenAi } from '@agentforge/plugin-kit/testing/mock-openai-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { signInAs, statusesOf } from '../../../testing/members.ts';

let world: World;
let client: Client;
let outside: Awaited<ReturnType<typeof startOutside>>;
let agentId: string;
let toolId: string;

/** What the model does next: the call of its first turn; its answer repeats the result it was given and its goal. */
const script: { toolCall: { name: string; arguments: Record<string, unknown> }; delayMs: number } = {
  delayMs: 0,
  toolCall: { name: 'place_order', arguments: { item: 'tea' } },
};
let model: Awaited<ReturnType<typeof startMockOpenAi>>;

/** The world outside: counts what is done to it. */
async function startOutside() {
  const state = { calls: 0 };
  const server = createServer((_request, response) => {
    state.calls += 1;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ order: `number-${state.calls}` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { state, port, close: () => new Promise((resolve) => server.close(resolve)) };
}

const wordOf = (body: string, word: RegExp): string => word.exec(body)?.[0] ?? 'nothing';

function reply(body: string): string {
  const results = body.slice(body.lastIndexOf('"role":"tool"'));
  const email = wordOf(body, /\[EMAIL_1\]/);
  return `I was told ${wordOf(results, /number-\d+|not_replayed|BLUEBIRD|MOCKINGBIRD/)} and speak like ${wordOf(body, /a pirate|a poet/)}.${email === 'nothing' ? '' : ` For ${email}.`}`;
}

beforeAll(async () => {
  outside = await startOutside();
  model = await startMockOpenAi({
    reply,
    get toolCall() {
      return script.toolCall;
    },
    get tokenDelayMs() {
      return script.delayMs;
    },
  });
  world = await createWorld({
    environment: { EGRESS_ALLOW: `${new URL(model.url).host},127.0.0.1:${outside.port}` },
  });
  client = world.first.client;
  for (const name of ['mock', 'other']) {
    await client.call(createProvider, {
      body: { provider: 'openai-compatible', name, base_url: model.url, api_key: 'sk-test-0123456789' },
    });
  }
  toolId = await orderTool();
  agentId = await agentWith([toolId]);
});
afterAll(async () => {
  await world.close();
  await model.close();
  await outside.close();
});

async function orderTool(): Promise<string> {
  const tool = await client.call(createTool, {
    body: {
      type: 'api',
      name: 'Place order',
      description: 'Orders something',
      config: {
        base_url: `http://127.0.0.1:${outside.port}`,
        http_method: 'POST',
        endpoint_path: '/orders',
        auth_type: 'none',
        input_parameters: [
          { name: 'item', description: 'What', data_type: 'string', required: true, location: 'body' },
        ],
      },
    },
  });
  return tool.id;
}

async function agentWith(tool_ids: string[], rest: Record<string, unknown> = {}): Promise<string> {
  const agent = await client.call(createAgent, {
    body: { name: 'Orders', goal: 'Speaks like a pirate.', model_id: 'mock/mock', tool_ids, ...rest },
  });
  await client.call(publishAgent, { params: { agent_id: agent.id }, body: {} });
  return agent.id;
}

async function ordered(agent = agentId, by = client) {
  script.toolCall = { name: 'place_order', arguments: { item: 'tea' } };
  return by.call(chat, { params: { agent_id: agent }, body: { message: 'Order some tea, please' } });
}

type Limits = NonNullable<Exclude<CallInput<typeof replaceBudgets>['body'], FormData>>['data'];
type Replay = Parameters<typeof client.call<typeof replayRun>>[1]['body'];

async function replayed(runId: string, body: Replay = {}) {
  const before = outside.state.calls;
  const started = await client.call(replayRun, { params: { run_id: runId }, body });
  await expect
    .poll(async () => (await client.call(getRun, { params: { run_id: started.id } })).status, { timeout: 20_000 })
    .toBe('completed');
  expect(outside.state.calls).toBe(before);
  const run = await client.call(getRun, { params: { run_id: started.id } });
  const trace = await client.call(getRunTrace, { params: { run_id: started.id } });
  const comparison = await client.call(compareRuns, { params: { run_id: runId }, query: { with: started.id } });
  return { run, trace, comparison };
}

const nodesOf = (node: TraceNode | null): TraceNode[] => (node ? [node, ...node.children.flatMap(nodesOf)] : []);
const ofKind = (root: TraceNode | null, kind: TraceNode['kind']) => nodesOf(root).filter((node) => node.kind === kind);

describe('a trace', () => {
  it('is a tree with its place in time: input check, turns, the call within its turn', async () => {
    const answer = await ordered();
    const trace = await client.call(getRunTrace, { params: { run_id: answer.run_id } });
    expect(trace).toMatchObject({ kind: 'answer', status: 'completed', replayable_steps: [1, 2], prompts_shown: true });
    const kinds = trace.root?.children.map(({ kind, step }) => `${kind}${step ?? ''}`);
    expect(kinds).toEqual(['guardrail', 'step1', 'step2']);
    const [first] = ofKind(trace.root, 'step');
    expect(first?.children.map(({ kind }) => kind)).toEqual(['model', 'tool']);
    const [call] = ofKind(trace.root, 'tool');
    expect(call).toMatchObject({ origin: 'live', status: 'ok', tool: { arguments: { item: 'tea' }, attempts: 1 } });
    const [turn] = ofKind(trace.root, 'model');
    expect(turn).toMatchObject({
      usage: { input_tokens: 50, output_tokens: 20 },
      model: { finish_reason: 'tool-calls' },
    });
    for (const node of nodesOf(trace.root)) expect(node.end_ms ?? -1).toBeGreaterThanOrEqual(node.start_ms);
    for (const step of ofKind(trace.root, 'step'))
      for (const child of step.children) expect(child.end_ms ?? 0).toBeLessThanOrEqual(step.end_ms ?? 0);
    expect(trace.duration_ms).toBe(trace.root?.end_ms);
  });

  it('shows what the model was sent, word by word', async () => {
    const answer = await ordered();
    const sent: { messages: { role: string; content: string }[] } = JSON.parse(model.lastBody);
    const trace = await client.call(getRunTrace, { params: { run_id: answer.run_id } });
    const [first, second] = ofKind(trace.root, 'model').map((node) => node.model?.prompt);
    // The boundary is drawn anew by every drive.
    const plain = (text = '') => text.replaceAll(/boundary="[^"]*"/g, '');
    expect(plain(second?.messages[0]?.text)).toBe(plain(sent.messages[0]?.content));
    expect(first?.functions).toEqual(['place_order']);
    expect(second?.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'tool']);
  });

  it('shows prompts to editors only, and is there for its person and editors only', async () => {
    const operator = await signInAs(world, 'User');
    const other = await signInAs(world, 'User');
    const { run_id } = await ordered(agentId, operator);
    const own = await operator.call(getRunTrace, { params: { run_id } });
    expect(own).toMatchObject({ prompts_shown: false, replayable_steps: [] });
    expect(JSON.stringify(own)).not.toContain('Speaks like');
    expect(ofKind(own.root, 'tool')).toHaveLength(1);
    const editor = await client.call(getRunTrace, { params: { run_id } });
    expect(JSON.stringify(editor)).toContain('Speaks like');
    const foreign = await world.addTenant('Other');
    const statuses = await statusesOf([
      other.call(getRunTrace, { params: { run_id } }),
      other.call(compareRuns, { params: { run_id }, query: { with: run_id } }),
      operator.call(replayRun, { params: { run_id }, body: {} }),
      foreign.client.call(getRunTrace, { params: { run_id } }),
      foreign.client.call(replayRun, { params: { run_id }, body: {} }),
      foreign.client.call(compareRuns, { params: { run_id }, query: { with: run_id } }),
    ]);
    expect(statuses).toEqual([404, 404, 403, 404, 404, 404]);
    const comparison = await operator.call(compareRuns, { params: { run_id }, query: { with: run_id } });
    expect(comparison).toMatchObject({ prompts_shown: false, settings: [] });
    expect(JSON.stringify(comparison)).not.toContain('Speaks like');
  });
});

describe('a replay', () => {
  it('does nothing outside: recorded results are given again, and nothing is different', async () => {
    const answer = await ordered();
    const { run, trace, comparison } = await replayed(answer.run_id);
    expect(run).toMatchObject({ origin: 'replay', replay_of: answer.run_id, fork_step: 1 });
    const [call] = ofKind(trace.root, 'tool');
    expect(call).toMatchObject({ origin: 'simulated', tool: { matched: 'arguments', attempts: 0 } });
    expect(comparison.right.answer).toBe(answer.message.content);
    expect(comparison.settings).toEqual([]);
    for (const step of comparison.steps) expect(step.differs.filter((what) => what !== 'duration')).toEqual([]);
  });

  it('is billed for its own turns, and stays out of the conversation', async () => {
    const answer = await ordered();
    const { run, trace } = await replayed(answer.run_id, { from_step: 2 });
    expect(ofKind(trace.root, 'step').map(({ origin }) => origin)).toEqual(['recorded', 'live']);
    expect(run.usage.input_tokens).toBe(50);
    expect(answer.usage.input_tokens).toBe(100);
    const kept = await client.call(getConversation, { params: { conversation_id: answer.conversation_id } });
    expect(kept.messages).toHaveLength(2);
    const audit = await client.call(listAuditRecords, { query: { action: 'runs.replay' } });
    expect(audit.data[0]).toMatchObject({ resource: { id: run.id } });
    const replays = await client.call(listRuns, { query: { origin: 'replay', replay_of: answer.run_id } });
    expect(replays.data.map(({ id }) => id)).toEqual([run.id]);
  });

  it('counts against the limits of its maker, and not against the conversation', async () => {
    const limit = (data: Limits) => client.call(replaceBudgets, { body: { data } });
    const user = await signInAs(world, 'User');
    await limit([{ scope: 'conversation', max_runs: 1 }]);
    const answer = await ordered(agentId, user);
    const { comparison } = await replayed(answer.run_id);
    expect(comparison.right.answer).toBe(answer.message.content);
    await limit([{ scope: 'user', max_tokens: 200 }]);
    const body = { from_step: 1 };
    const { id } = await client.call(replayRun, { params: { run_id: answer.run_id }, body });
    const ended = async () => (await client.call(getRun, { params: { run_id: id } })).reason;
    await expect.poll(ended, { timeout: 20_000 }).toMatch(/tokens/);
    await limit([]);
  });

  it('keeps nobody from talking on, and shows its maker no personal data of theirs', async () => {
    const user = await signInAs(world, 'User');
    script.toolCall = { name: 'place_order', arguments: { item: 'tea' } };
    const body = { message: 'Order tea for jane.doe@example.com' };
    const answer = await user.call(chat, { params: { agent_id: agentId }, body });
    script.delayMs = 300;
    const asked = model.requests;
    const { id } = await client.call(replayRun, { params: { run_id: answer.run_id }, body: {} });
    await expect.poll(() => model.requests).toBe(asked + 1);
    script.delayMs = 0;
    script.toolCall = { name: 'no_such_tool', arguments: {} };
    const again = { message: 'And another one', conversation_id: answer.conversation_id };
    const next = await user.call(chat, { params: { agent_id: agentId }, body: again });
    expect(next.message.status).toBe('complete');
    expect((await client.call(getRun, { params: { run_id: id } })).status).toBe('running');
    let streamed = '';
    for await (const event of client.stream(streamRun, { params: { run_id: id } })) streamed += event.data;
    const { root } = await client.call(getRunTrace, { params: { run_id: id } });
    const told = streamed + JSON.stringify(root);
    expect(told).toContain('[EMAIL_1]');
    expect(told).not.toContain('jane.doe');
    const kept = await user.call(getConversation, { params: { conversation_id: answer.conversation_id } });
    expect(kept.messages).toHaveLength(4);
    await user.call(deleteConversation, { params: { conversation_id: answer.conversation_id } });
    expect(await statusesOf([client.call(getRun, { params: { run_id: id } })])).toEqual([404]);
  });

  it('tells what another prompt, another model and another result change', async () => {
    const answer = await ordered();
    const poet = await replayed(answer.run_id, { agent: { goal: 'Speaks like a poet.' } });
    expect(poet.comparison.right.answer).toContain('a poet');
    expect(poet.comparison.settings).toMatchObject([{ field: 'goal', right: 'Speaks like a poet.' }]);
    expect(poet.comparison.steps[0]?.differs).toContain('prompt');
    expect(poet.comparison.answer).toContainEqual({ kind: 'right', text: 'poet.' });
    const other = await replayed(answer.run_id, { model_id: 'other/mock' });
    expect(other.comparison.right.model).toBe('other/mock');
    expect(other.comparison.steps[1]?.differs).toContain('model');
    const call_id = ofKind(other.trace.root, 'tool')[0]?.tool?.call_id ?? '';
    const changed = await replayed(answer.run_id, { tool_results: [{ call_id, content: { order: 'number-4711' } }] });
    expect(changed.run.fork_step).toBe(2);
    expect(changed.comparison.right.answer).toContain('number-4711');
    expect(ofKind(changed.trace.root, 'tool')[0]?.origin).toBe('changed');
    expect(changed.comparison.steps[0]?.calls[0]?.differs).toEqual(['result']);
    expect(changed.comparison.steps[1]?.differs).toContain('prompt');
    const again = await replayed(changed.run.id);
    expect(again.comparison.right.answer).toContain('number-4711');
  });

  it('answers a call that was not recorded with a note, and one with other arguments by its order', async () => {
    const answer = await ordered();
    script.toolCall = { name: 'place_order', arguments: { item: 'coffee' } };
    const byOrder = await replayed(answer.run_id);
    expect(ofKind(byOrder.trace.root, 'tool')[0]?.tool?.matched).toBe('order');
    expect(byOrder.comparison.steps[0]?.calls[0]?.differs).toEqual(['arguments']);
    const said = await silent();
    script.toolCall = { name: 'place_order', arguments: { item: 'coffee' } };
    const none = await replayed(said.run_id);
    expect(ofKind(none.trace.root, 'tool')[0]).toMatchObject({ status: 'refused', tool: { matched: 'none' } });
    expect(none.comparison.right.answer).toContain('not_replayed');
    expect(none.comparison.steps[0]?.calls.map(({ differs }) => differs)).toEqual([['missing'], ['missing']]);
  });

  it('searches nothing: passages come from the recording, though the document is gone', async () => {
    const base = await client.call(createKnowledgeBase, { body: { name: 'Birds' } });
    const added = await client.call(addDocuments, {
      params: { knowledge_base_id: base.id },
      body: { title: 'Birds', text: 'The secret bird of the harbour is the BLUEBIRD.' },
    });
    const document_id = added.data[0]?.id ?? '';
    await expect
      .poll(async () => (await client.call(getDocument, { params: { document_id } })).status, { timeout: 60_000 })
      .toBe('ready');
    const agent = await agentWith([], {
      knowledge_base_ids: [base.id],
      guardrails: { anti_hallucination: false, verify_facts: false, cite_sources: false, admit_uncertainty: false },
    });
    const names = await functionsOf(agent);
    script.toolCall = { name: names[0] ?? '', arguments: { query: 'secret bird of the harbour' } };
    const answer = await client.call(chat, { params: { agent_id: agent }, body: { message: 'Which bird?' } });
    expect(answer.message.content).toContain('BLUEBIRD');
    await client.call(deleteDocument, { params: { document_id } });
    const { trace, comparison } = await replayed(answer.run_id);
    expect(ofKind(trace.root, 'retrieval')[0]?.retrieval?.passages[0]?.text).toContain('BLUEBIRD');
    expect(comparison.right.answer).toContain('BLUEBIRD');
  });

  it('asks nobody, although the call would need an approval', async () => {
    const { runId, approve } = await waiting();
    await approve();
    const { trace, comparison } = await replayed(runId);
    expect(ofKind(trace.root, 'approval')).toEqual([]);
    expect(ofKind(trace.root, 'tool')[0]).toMatchObject({ status: 'ok', origin: 'simulated' });
    expect(comparison.right.answer).toBe(comparison.left.answer);
  });

  it('is refused where it cannot begin, and while the run goes on', async () => {
    const answer = await ordered();
    const { run_id } = answer;
    const attempts = [
      { from_step: 3 },
      { from_step: 2, tool_results: [{ call_id: 'nobody', content: 1 }] },
      { model_id: 'nowhere/nothing' },
      { agent: { goal: 'x', tool_ids: [] } },
    ].map((body) => client.call(replayRun, { params: { run_id }, body }));
    expect(await statusesOf(attempts)).toEqual([422, 422, 503, 400]);
    await expect(attempts[2]).rejects.toMatchObject({ code: 'model_missing' });
    const { runId, approve } = await waiting();
    const { root } = await client.call(getRunTrace, { params: { run_id: runId } });
    expect(ofKind(root, 'approval')).toMatchObject([{ status: 'waiting', end_ms: null }]);
    expect(await statusesOf([client.call(replayRun, { params: { run_id: runId }, body: {} })])).toEqual([409]);
    await approve();
  });
});

/** A run that has no result of a call: the one it asked for does not exist. */
async function silent() {
  script.toolCall = { name: 'no_such_tool', arguments: {} };
  return client.call(chat, { params: { agent_id: agentId }, body: { message: 'Order some tea, please' } });
}

/** A run that waits for an approval of its call; `approve` lets it end. */
async function waiting() {
  const agent = await agentWith([toolId], { approval_policy: { rules: [{ action: 'ask' }] } });
  const answer = await ordered(agent);
  const approve = async () => {
    const { data } = await client.call(listApprovals, { query: {} });
    const approval = data.find(({ run_id }) => run_id === answer.run_id);
    await client.call(decideApproval, {
      params: { approval_id: approval?.id ?? '' },
      body: { decision: 'approve', arguments_hash: approval?.arguments_hash ?? '' },
    });
    await expect
      .poll(async () => (await client.call(getRun, { params: { run_id: answer.run_id } })).status, { timeout: 20_000 })
      .toBe('completed');
  };
  return { runId: answer.run_id, approve };
}

async function functionsOf(agent: string): Promise<string[]> {
  script.toolCall = { name: 'no_such_tool', arguments: {} };
  const { run_id } = await client.call(chat, { params: { agent_id: agent }, body: { message: 'Hello' } });
  const trace = await client.call(getRunTrace, { params: { run_id } });
  return ofKind(trace.root, 'model')[0]?.model?.prompt?.functions ?? [];
}
