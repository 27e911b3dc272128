import { createProvider } from '@agentforge/contracts/models/endpoints';
import { createWorld, type World } from '@agentforge/server/testing/create-world';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asksFor, done, frame, says, usageFrame } from '../chaos/stage/frames.ts';
import {
  type ModelCall,
  type Reply,
  type ScriptedOpenAi,
  startScriptedOpenAi,
} from '../chaos/stage/scripted-openai.ts';
import { type Sink, startSink } from '../chaos/stage/sink.ts';
import { ask, makeAgent, makeApiTool, messagesOf, runOf } from '../chaos/stage/stage.ts';

const tenMegabytes = JSON.stringify({ rows: 'x'.repeat(10 * 1024 * 1024) });
const open = { information_flow: 'allow', rules: [{ tool_id: '*', action: 'allow' }] };

let world: World;
let model: ScriptedOpenAi;
let web: Sink;
let script: (call: ModelCall) => Reply = () => says('ok');
let big: string;
let mute: string;
let write: string;

beforeAll(async () => {
  model = await startScriptedOpenAi((call) => script(call));
  web = await startSink(({ url }) =>
    url.startsWith('/big') ? tenMegabytes : url.startsWith('/mute') ? null : '{"ok":true}',
  );
  world = await createWorld({ databaseServer: '', environment: { EGRESS_ALLOW: `${model.host},${web.host}` } });
  const { client } = world.first;
  await client.call(createProvider, {
    body: {
      provider: 'openai-compatible',
      name: 'mock',
      base_url: model.url,
      api_key: 'sk-test-0123456789',
      options: { max_retries: 0 },
    },
  });
  const read = (name: string, config: object) =>
    makeApiTool(client, { name, url: web.url, method: 'GET', config: { endpoint_path: `/${name}`, ...config } });
  big = await read('big', {});
  mute = await read('mute', { timeout_seconds: 1 });
  write = await makeApiTool(client, { name: 'write', url: web.url });
});
afterAll(async () => {
  await world.close();
  await Promise.all([model.close(), web.close()]);
});
beforeEach(() => {
  web.requests.length = 0;
});

async function meet(next: (call: ModelCall) => Reply, agent: { tool_ids?: string[] } & Record<string, unknown> = {}) {
  script = next;
  const { client } = world.first;
  const agentId = await makeAgent(client, { memory_enabled: false, approval_policy: open, ...agent });
  const answer = await ask(client, agentId, 'Go');
  const [, message] = await messagesOf(client, answer.conversationId);
  return { answer, message, run: await runOf(client, answer.runId) };
}

const once = (reply: Reply) => (call: ModelCall) => (call.results > 0 ? says('Went on.') : reply);
const callOf = (name: string) => asksFor([{ name, arguments: { data: 'x' } }]);

function* forever(piece: string): Generator<string> {
  yield frame({ role: 'assistant', content: '' });
  for (;;) yield frame({ content: piece });
}

function* argumentsForever(): Generator<string> {
  const call = (part: object) => frame({ tool_calls: [{ index: 0, ...part }] });
  yield call({ id: 'c', type: 'function', function: { name: 'write', arguments: '{"data":"' } });
  for (;;) yield call({ function: { arguments: 'x'.repeat(20_000) } });
}

describe('a run over HTTP', () => {
  it('goes on when a tool answers with 10 MB', async () => {
    const { run, message } = await meet(once(callOf('big')), { tool_ids: [big] });
    expect(run.status).toBe('completed');
    expect(message?.content).toBe('Went on.');
    expect(message?.tool_calls).toHaveLength(1);
    expect(JSON.stringify(message?.tool_calls).length).toBeLessThan(100_000);
    expect(model.calls.at(-1)?.raw.length).toBeLessThan(200_000);
  });

  it('goes on when a tool never answers', async () => {
    const { run, message } = await meet(once(callOf('mute')), { tool_ids: [mute] });
    expect(run.status).toBe('completed');
    expect(message).toMatchObject({ content: 'Went on.', tool_calls: [{ status: 'error' }] });
    expect(message?.tool_calls[0]?.error).toContain('within 1 s');
  });

  it('ends a model that loops, with a reason', async () => {
    let count = 0;
    const again = (call: ModelCall) => {
      count += 1;
      return call.body.tools === undefined
        ? says('Enough.')
        : asksFor([{ name: 'write', arguments: { data: String(count) } }]);
    };
    const { run, message } = await meet(again, { tool_ids: [write], budget: { max_steps: 4 } });
    expect(run).toMatchObject({
      status: 'completed',
      reason: 'The agent used all its steps, so it was made to answer.',
    });
    expect(message?.content).toContain('Enough.');
    expect(web.requests).toHaveLength(3);
  });

  it('makes calls of one id apart, and the same call once', async () => {
    const two = asksFor([
      { name: 'write', arguments: { data: 'a' }, id: 'same' },
      { name: 'write', arguments: { data: 'b' }, id: 'same' },
      { name: 'write', arguments: { data: 'a' }, id: 'same' },
    ]);
    const { run, message } = await meet(once(two), { tool_ids: [write] });
    expect(run.status).toBe('completed');
    expect(web.requests.map(({ body }) => body)).toEqual(['{"data":"a"}', '{"data":"b"}']);
    expect(message?.tool_calls.map(({ status }) => status)).toEqual(['ok', 'ok', 'refused']);
    expect(new Set(message?.tool_calls.map(({ id }) => id)).size).toBe(3);
  });

  it('goes on when arguments stop in the middle', async () => {
    const half = asksFor([{ name: 'write', arguments: '{"data":"half of i' }]);
    const { run, message } = await meet(once(half), { tool_ids: [write] });
    expect(run.status).toBe('completed');
    expect(message).toMatchObject({ content: 'Went on.', tool_calls: [{ status: 'refused' }] });
    expect(message?.tool_calls[0]?.error).toContain('not valid JSON');
    expect(web.requests).toEqual([]);
  });

  it('fails with a reason when the stream ends in the middle of a call, and keeps what was said', async () => {
    const start = { index: 0, id: 'c', type: 'function', function: { name: 'write', arguments: '{"data":"ha' } };
    const frames = [frame({ role: 'assistant', content: 'Certainly.' }), frame({ tool_calls: [start] })];
    const { run, message } = await meet(() => ({ frames, end: 'cut' }), { tool_ids: [write] });
    expect(run.status).toBe('failed');
    expect(message).toMatchObject({ status: 'failed', content: 'Certainly.' });
    expect(message?.error).toBeTruthy();
    expect(web.requests).toEqual([]);
  });

  it('ends a stream that never ends when its time is over', async () => {
    const { run, message } = await meet(() => ({ frames: forever('on '), delayMs: 2 }), { budget: { max_seconds: 5 } });
    expect(run).toMatchObject({ status: 'completed', reason: 'The time for this answer is over.' });
    expect(message?.content).toMatch(/^on on .*I had to stop here/s);
  });

  it('cuts off arguments without end', async () => {
    const endless = (call: ModelCall): Reply => (call.results > 0 ? says('Went on.') : { frames: argumentsForever() });
    const { run, message } = await meet(endless, { tool_ids: [write] });
    expect(run.status).toBe('completed');
    expect(message).toMatchObject({ content: 'Went on.', tool_calls: [{ status: 'refused' }] });
    expect(web.requests).toEqual([]);
  });

  it('tells of an empty turn and of an unknown tool', async () => {
    const empty = await meet(() => ({ frames: [frame({}, 'stop'), usageFrame(), done] }));
    expect(empty.run).toMatchObject({ status: 'failed' });
    expect(empty.message?.error).toContain('no answer');
    const unknown = await meet(once(callOf('no_such_tool')), { tool_ids: [write] });
    expect(unknown.message).toMatchObject({ content: 'Went on.', tool_calls: [{ status: 'refused' }] });
  });
});
