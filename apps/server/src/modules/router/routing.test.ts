import { createAgent, publishAgent } from '@agentforge/contracts/agents/endpoints';
import { chat, getConversation, getRun, streamRun } from '@agentforge/contracts/chat/endpoints';
import { createProvider, putModelRoutes, updateProvider } from '@agentforge/contracts/models/endpoints';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { closedHost, type FaultServer, startFaultServer } from '../../../testing/fault-server.ts';

let world: World;
let main: FaultServer;
let spare: FaultServer;
let closed: string;
let connections = 0;

beforeAll(async () => {
  [main, spare] = await Promise.all([startFaultServer(), startFaultServer()]);
  closed = await closedHost();
  world = await createWorld({ environment: { EGRESS_ALLOW: `${main.host},${spare.host},${closed}` } });
}, 60_000);
afterAll(async () => {
  await world.close();
  await Promise.all([main.close(), spare.close()]);
});
beforeEach(async () => {
  main.script({ kind: 'answer' });
  spare.script({ kind: 'answer' });
  main.seen.length = 0;
  spare.seen.length = 0;
  await setRoutes({});
});

type Routes = NonNullable<Parameters<typeof setRoutes>[0]>;
const setRoutes = (routes: { fallbacks?: string[]; custom?: Record<string, { model: string; weight?: number }[]> }) =>
  world.first.client.call(putModelRoutes, { body: { custom: {}, ...routes } });

/** A connection of its own, so that no circuit of another test is open. */
async function connect(url: string, options: Record<string, unknown> = {}): Promise<{ id: string; model: string }> {
  connections += 1;
  const name = `server${connections}`;
  const made = await world.first.client.call(createProvider, {
    body: { provider: 'openai-compatible', name, base_url: url, api_key: 'sk-one', options },
  });
  return { id: made.id, model: `${name}/good` };
}

async function agentOf(model: string): Promise<string> {
  const { client } = world.first;
  const { id } = await client.call(createAgent, { body: { name: 'Helper', goal: 'Helps.', model_id: model } });
  await client.call(publishAgent, { params: { agent_id: id }, body: {} });
  return id;
}

async function ask(model: string) {
  const agentId = await agentOf(model);
  const began = Date.now();
  const answer = await world.first.client.call(chat, { params: { agent_id: agentId }, body: { message: 'Hello' } });
  const run = await world.first.client.call(getRun, { params: { run_id: answer.run_id } });
  return { answer, run, ms: Date.now() - began, step: run.steps.find((step) => step.kind === 'model') };
}

async function withFallback(routes: Routes['fallbacks'] = []): Promise<{ model: string; other: string }> {
  const [first, second] = [await connect(main.url, { max_retries: 0 }), await connect(spare.url)];
  await setRoutes({ fallbacks: [second.model, ...routes] });
  return { model: first.model, other: second.model };
}

describe('a model that is busy', () => {
  it('is asked again after the time it asked for', async () => {
    main.script({ kind: 'status', status: 429, headers: { 'retry-after': '1' } }, { kind: 'answer' });
    const { answer } = await ask((await connect(main.url)).model);
    expect(answer.message.status).toBe('complete');
    expect(main.seen).toHaveLength(2);
    expect((main.seen[1]?.at ?? 0) - (main.seen[0]?.at ?? 0)).toBeGreaterThanOrEqual(1000);
    expect(answer.usage.output_tokens).toBe(12);
  });

  it('is asked again without being told when, and a bounded number of times', async () => {
    main.script({ kind: 'status', status: 429 });
    const { answer, run } = await ask((await connect(main.url)).model);
    expect(main.seen).toHaveLength(3);
    expect(run.status).toBe('failed');
    expect(run.reason).toMatch(/limit|busy|requests/i);
    expect(answer.usage.output_tokens).toBe(0);
  });

  it('is given up for the fallback when it asks for more time than one waits', async () => {
    const { model, other } = await withFallback();
    main.script({ kind: 'status', status: 429, headers: { 'retry-after': '600' } });
    const { run, step } = await ask(model);
    expect(run).toMatchObject({ status: 'completed', model: other });
    expect(step?.details).toMatchObject({ fallback_from: model });
    expect(main.seen).toHaveLength(1);
  });
});

describe('a model that fails', () => {
  it('is repeated after 500 and 502 before anything was shown', async () => {
    main.script(
      { kind: 'status', status: 500 },
      { kind: 'status', status: 502, body: '<html>Bad Gateway</html>' },
      { kind: 'answer' },
    );
    const { run, step } = await ask((await connect(main.url)).model);
    expect(run.status).toBe('completed');
    expect(step?.details['fallback_from']).toBeUndefined();
    expect(main.seen).toHaveLength(3);
  });

  it('that refuses connections hands over to the first fallback that works, and readers are told', async () => {
    const [dead, second] = [await connect(`http://${closed}/v1`, { max_retries: 0 }), await connect(spare.url)];
    await setRoutes({ fallbacks: ['gone/model', dead.model, second.model] });
    const { run, answer } = await ask(dead.model);
    expect(run).toMatchObject({ status: 'completed', model: second.model });
    const parts: string[] = [];
    const stream = world.first.client.stream(streamRun, { params: { run_id: answer.run_id } });
    for await (const event of stream) parts.push(event.data);
    const told = JSON.stringify({ type: 'data-fallback', data: { from: dead.model, to: second.model } });
    expect(parts).toContain(told);
    const kept = await world.first.client.call(getConversation, {
      params: { conversation_id: answer.conversation_id },
    });
    const fallbacks = [{ from: dead.model, to: second.model }];
    expect(answer.message.fallbacks).toEqual(fallbacks);
    expect(kept.messages.at(-1)?.fallbacks).toEqual(fallbacks);
  });

  it('without a fallback fails in plain words, and asks nobody else', async () => {
    const dead = await connect(`http://${closed}/v1`, { max_retries: 0 });
    await connect(spare.url);
    const { run } = await ask(dead.model);
    expect(run.status).toBe('failed');
    expect(run.reason).toContain('Nothing listens');
    expect(spare.seen).toHaveLength(0);
  });

  it('that hangs ends at the timeout of its connection and is not asked twice', async () => {
    main.script({ kind: 'hang' });
    const { model } = await connect(main.url, { first_token_timeout_seconds: 1 });
    const { run, ms } = await ask(model);
    expect(run.status).toBe('failed');
    expect(run.reason).toContain('within 1 second');
    expect(main.seen).toHaveLength(1);
    expect(ms).toBeLessThan(15_000);
  });

  it('in the middle of an answer keeps what was said and asks nobody else', async () => {
    const { model } = await withFallback();
    main.script({ kind: 'cut', words: 4 });
    const { answer, run } = await ask(model);
    expect(run.status).toBe('failed');
    expect(answer.message.content).toContain('word3');
    expect(answer.message.error).toContain('before the answer was complete');
    expect(main.seen).toHaveLength(1);
    expect(spare.seen).toHaveLength(0);
  });

  it('again and again is left alone for a while; other models of other servers are not', async () => {
    const broken = await connect(main.url, { max_retries: 0 });
    const sound = await connect(spare.url);
    main.script({ kind: 'status', status: 500 });
    const agentId = await agentOf(broken.model);
    const runs: (string | null | undefined)[] = [];
    for (let count = 0; count < 8; count += 1) {
      const answer = await world.first.client.call(chat, { params: { agent_id: agentId }, body: { message: 'Hi' } });
      runs.push(answer.message.error);
    }
    expect(main.seen).toHaveLength(5);
    expect(runs.at(-1)).toContain('failed several times in a row');
    expect((await ask(sound.model)).run.status).toBe('completed');
  });
});

describe('a connection that is set up wrongly', () => {
  const errorOf = async (url: string, model = 'good', key = 'sk-one') => {
    connections += 1;
    const name = `wrong${connections}`;
    const body = { provider: 'openai-compatible', name, base_url: url, api_key: key, options: { max_retries: 0 } };
    await world.first.client.call(createProvider, { body });
    const { answer } = await ask(`${name}/${model}`);
    expect(answer.message.status).toBe('failed');
    return answer.message.error ?? '';
  };

  it('is told in the chat by what is wrong, and what to do', async () => {
    main.key = 'sk-right';
    const wrongKey = await errorOf(main.url, 'good', 'sk-wrong-000000');
    main.key = null;
    expect(wrongKey).toMatch(/key was refused.*Check the key/);
    expect(wrongKey).not.toContain('sk-wrong-000000');
    expect(await errorOf(`http://${main.host}/nowhere`)).toMatch(
      /no model service at this address.*Check the base URL/,
    );
    expect(await errorOf(main.url, 'absent')).toMatch(/does not know the model "absent".*Choose another model/);
    expect(await errorOf(`https://${main.host}/v1`)).toContain('certificate');
    main.script({ kind: 'status', status: 200, body: '<html><title>Sign in</title></html>' });
    expect(await errorOf(main.url)).toMatch(/web page.*Sign in|Sign in.*base URL/);
  });
});

describe('routes', () => {
  it('of one’s own are used by their name', async () => {
    const [first, second] = [await connect(main.url), await connect(spare.url)];
    await setRoutes({
      custom: {
        team: [
          { model: first.model, weight: 0 },
          { model: second.model, weight: 5 },
        ],
      },
    });
    const { run } = await ask('route/team');
    expect(run.model).toBe(second.model);
    await expect(agentOf('route/nobody')).rejects.toMatchObject({ status: 422 });
  });
});

describe('a key', () => {
  it('is changed under traffic: answers that are being written end with the old one, the next use the new', async () => {
    main.script({ kind: 'answer', words: 30, wordMs: 25 });
    const { id, model } = await connect(main.url);
    const agentId = await agentOf(model);
    const say = () => world.first.client.call(chat, { params: { agent_id: agentId }, body: { message: 'Hello' } });
    const before = [say(), say(), say()];
    while (main.seen.length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
    const url = main.url;
    await world.first.client.call(updateProvider, {
      params: { provider_id: id },
      body: { api_key: 'sk-two', base_url: url },
    });
    main.key = 'sk-two';
    const after = [say(), say()];
    const answers = await Promise.all([...before, ...after]);
    main.key = null;
    expect(answers.map((answer) => answer.message.status)).toEqual(Array.from({ length: 5 }, () => 'complete'));
    expect(main.seen.map((request) => request.key)).toEqual(['sk-one', 'sk-one', 'sk-one', 'sk-two', 'sk-two']);
  });
});
