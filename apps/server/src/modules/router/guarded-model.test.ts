import { manualClock } from '@agentforge/kernel/clock';
import type { LanguageModel, ModelPart, ModelRequest } from '@agentforge/plugin-kit/model';
import type { ModelInfo } from '@agentforge/plugin-kit/provider';
import { chatModel } from '@agentforge/plugin-kit/provider-support/model-info';
import { openEgress } from '@agentforge/plugin-kit/testing/open-egress';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FaultServer, startFaultServer } from '../../../testing/fault-server.ts';
import { providerPlugins } from '../../composition/plugins.ts';
import type { ConnectionLimits } from '../models/index.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { GuardedModel } from './guarded-model.ts';
import { Queues } from './queues.ts';
import { type ChosenModel, routedModel } from './routed-model.ts';

let server: FaultServer;
let good: LanguageModel;
let other: LanguageModel;

beforeAll(async () => {
  server = await startFaultServer();
  const provider = providerPlugins.find((plugin) => plugin.manifest.type === 'openai-compatible');
  if (!provider) throw new Error('The provider is missing.');
  const config = provider.config.parse({ base_url: server.url, api_key: 'sk-one' });
  const connection = await provider.connect(config, { http: openEgress(), connectionName: 'here' });
  good = connection.languageModel('good');
  other = connection.languageModel('other');
});
afterAll(() => server.close());
beforeEach(() => {
  server.script({ kind: 'answer' });
  server.seen.length = 0;
});

const question: ModelRequest = { messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] };

const limits: ConnectionLimits = {
  requestsPerMinute: null,
  tokensPerMinute: null,
  queueMs: 30_000,
  maxRetries: 2,
  maxRetryWaitMs: 20_000,
};

function guard(model: LanguageModel, options: Partial<ConnectionLimits> = {}, clock = manualClock()) {
  const guards = { breaker: new CircuitBreaker(clock), queues: new Queues(clock), random: () => 0 };
  return new GuardedModel(model, { key: 'here@1', tenantId: 't', limits: { ...limits, ...options } }, guards);
}

async function read(parts: AsyncIterable<ModelPart>): Promise<string> {
  let text = '';
  for await (const part of parts) if (part.type === 'text-delta') text += part.text;
  return text;
}

const never = new AbortController().signal;
const outcomeOf = (model: GuardedModel) =>
  read(model.stream(question, never)).then(
    () => 'ok',
    (error: unknown) => String(Object(error)['kind']),
  );

describe('a guarded model', () => {
  it('is not asked while its circuit is open, once after the pause, and freely when that worked', async () => {
    const clock = manualClock();
    const model = guard(good, { maxRetries: 0 }, clock);
    server.script({ kind: 'status', status: 503 });
    for (let count = 0; count < 7; count += 1) expect(await outcomeOf(model)).toBe('overloaded');
    expect(server.seen).toHaveLength(5);
    clock.advance(15_000);
    expect(await outcomeOf(model)).toBe('overloaded');
    expect(await outcomeOf(model)).toBe('overloaded');
    expect(server.seen).toHaveLength(6);
    server.script({ kind: 'answer' });
    clock.advance(30_000);
    expect([await outcomeOf(model), await outcomeOf(model)]).toEqual(['ok', 'ok']);
    expect(server.seen).toHaveLength(8);
  });

  it('does not open its circuit for wrong keys and limits: the provider works', async () => {
    const model = guard(good, { maxRetries: 0 });
    for (const status of [429, 401, 400]) {
      server.script({ kind: 'status', status });
      for (let count = 0; count < 6; count += 1) await outcomeOf(model);
    }
    expect(server.seen).toHaveLength(18);
  });

  it('stops waiting for a retry when the request is cancelled', async () => {
    server.script({ kind: 'status', status: 429, headers: { 'retry-after': '15' } });
    const abort = new AbortController();
    const reading = read(guard(good).stream(question, abort.signal));
    while (server.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    setTimeout(() => abort.abort(), 20);
    await expect(reading).rejects.toMatchObject({ kind: 'cancelled' });
    expect(server.seen).toHaveLength(1);
  });
});

describe('a routed model', () => {
  const chosen = (model: LanguageModel, info: ModelInfo, lacks: string[] = []): ChosenModel => ({
    model: guard(model, { maxRetries: 0 }),
    info,
    parameters: (['temperature', 'max_tokens', 'seed'] as const).filter((name) => !lacks.includes(name)),
  });
  const plain = chatModel('good', { can: ['tools'] });
  const seeing = chatModel('other', { can: ['tools', 'vision'], output: 100 });
  const picture: ModelRequest = {
    messages: [{ role: 'user', content: [{ type: 'image', mediaType: 'image/png', data: new Uint8Array([1]) }] }],
  };

  it('sends pictures to a model that sees them, and tools to one that calls them', async () => {
    const mute = chatModel('good', { can: [] });
    const port = routedModel([chosen(good, mute), chosen(other, seeing)], { images: false, tools: false });
    const used: string[] = [];
    const ask = (request: ModelRequest) => read(port.stream(request, never, ({ id }) => used.push(id)));
    await ask(picture);
    await ask({ ...question, tools: [{ name: 'f', description: '', parameters: { type: 'object' } }] });
    await ask(question);
    expect(server.seen.map((request) => request.model)).toEqual(['other', 'other', 'good']);
    expect(used).toEqual(['here/other', 'here/other']);
    const told = routedModel([chosen(good, plain), chosen(other, seeing)], { images: true, tools: false });
    expect(told.describe().id).toBe('here/other');
  });

  it('gives a fallback only the settings it has', async () => {
    server.script({ kind: 'status', status: 500 }, { kind: 'answer' });
    const port = routedModel([chosen(good, plain), chosen(other, seeing, ['seed'])], { images: false, tools: false });
    const parameters = { temperature: 0.5, seed: 7, maxTokens: 5000 };
    await read(port.stream({ ...question, parameters }, never, () => undefined));
    expect(server.seen[0]?.body).toMatchObject({ temperature: 0.5, seed: 7, max_tokens: 5000 });
    expect(server.seen[1]?.body).toMatchObject({ temperature: 0.5, max_tokens: 100 });
    expect(server.seen[1]?.body).not.toHaveProperty('seed');
  });

  it('tries no more often than allowed over all its models together', async () => {
    server.script({ kind: 'status', status: 500 });
    const model = (name: LanguageModel) => ({ ...chosen(name, plain), model: guard(name, { maxRetries: 3 }) });
    const port = routedModel([model(good), model(other), model(good), model(other)], { images: false, tools: false });
    await expect(read(port.stream(question, never, () => undefined))).rejects.toMatchObject({ name: 'ModelError' });
    expect(server.seen.length).toBeLessThanOrEqual(8);
  }, 30_000);
});
