import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EgressClient } from '../http.ts';
import type { LanguageModel, ModelPart, ModelRequest } from '../model.ts';
import type { ProviderConnection, ProviderPlugin } from '../provider.ts';
import { describeBrokenStreams } from './conformance-broken-streams.ts';
import { describeProviderErrors } from './conformance-errors.ts';
import { argumentsOf, collect, examples, textOf, withoutIds } from './conformance-requests.ts';
import { loopbackHttp } from './loopback-http.ts';
import { type RecordedServer, startRecordedServer } from './recorded-server.ts';
import { story, type WireRecordings } from './wire-recordings.ts';

export interface ProviderConformance {
  manifest: ProviderPlugin['manifest'];
  /** Connects with {@link conformanceKey} to a server at this address. */
  connect(address: string, http: EgressClient): Promise<ProviderConnection>;
  model: string;
  embeddingModel?: string;
  wire: WireRecordings;
}

/** What a suite needs of the connection under test. */
export interface ConformanceWorld {
  given: ProviderConformance;
  server(): RecordedServer;
  model(http?: EgressClient): Promise<LanguageModel>;
}

/** Everything a provider plug-in must do, asked of it with answers in its own wire format. */
export function describeProvider(given: ProviderConformance): void {
  describe(`provider ${given.manifest.type}`, () => {
    let server: RecordedServer;
    beforeAll(async () => {
      server = await startRecordedServer();
    });
    afterAll(() => server.close());
    const world: ConformanceWorld = {
      given,
      server: () => server,
      model: async (http = loopbackHttp()) => (await given.connect(server.address, http)).languageModel(given.model),
    };
    describeAnswers(world);
    describeToolCalls(world);
    describeBrokenStreams(world);
    describeProviderErrors(world);
    describeSideDoors(world);
  });
}

function describeAnswers(world: ConformanceWorld): void {
  const { wire } = world.given;
  const play = async (body: Uint8Array, request: ModelRequest): Promise<ModelPart[]> => {
    world.server().plan({ headers: { 'content-type': wire.contentType }, body });
    return collect((await world.model()).stream(request, new AbortController().signal));
  };

  it('has an id of connection and model', async () => {
    expect((await world.model()).id).toBe(`test/${world.given.model}`);
  });

  it('streams text with usage', async () => {
    const parts = await play(wire.text, examples.plain);
    expect(textOf(parts)).toBe(story.text);
    expect(parts.filter((part) => part.type === 'text-delta').length).toBeGreaterThan(2);
    expect(parts.at(-1)).toMatchObject({
      type: 'finish',
      reason: 'stop',
      usage: {
        inputTokens: story.usage.input,
        outputTokens: story.usage.output,
        cachedInputTokens: wire.tellsCached === false ? undefined : story.usage.cached,
      },
    });
    expect(parts).toMatchSnapshot('parts');
    const { path, body } = world.server().last();
    expect({ path, body }).toMatchSnapshot('request');
  });

  it('takes an empty answer as an answer', async () => {
    const parts = await play(wire.empty, examples.plain);
    expect(parts.map(({ type }) => type)).toEqual(['finish']);
  });

  it.runIf(wire.refusal !== undefined)('tells a refusal from an answer', async () => {
    const parts = await play(wire.refusal ?? wire.empty, examples.plain);
    expect(parts.at(-1)).toMatchObject({ type: 'finish', reason: 'content-filter' });
  });
}

function describeToolCalls(world: ConformanceWorld): void {
  const { tool, parallel, contentType } = world.given.wire;
  if (!tool || !parallel) return;
  const play = async (body: Uint8Array, request: ModelRequest): Promise<ModelPart[]> => {
    world.server().plan({ headers: { 'content-type': contentType }, body });
    return collect((await world.model()).stream(request, new AbortController().signal));
  };

  it('puts a tool call together from fragments, once and whole', async () => {
    const parts = await play(tool, examples.withTools);
    const calls = parts.filter((part) => part.type === 'tool-call');
    expect(calls.map((call) => call.name)).toEqual([story.tool.name]);
    expect(argumentsOf(parts)).toEqual([JSON.parse(story.tool.arguments)]);
    expect(parts.at(-1)).toMatchObject({ type: 'finish', reason: 'tool-calls' });
    expect(withoutIds(parts)).toMatchSnapshot('parts');
    expect(world.server().last().body).toMatchSnapshot('request');
  });

  it('keeps parallel calls apart', async () => {
    const parts = await play(parallel, examples.withTools);
    expect(argumentsOf(parts)).toEqual(story.parallel.map((text) => JSON.parse(text)));
    const ids = parts.flatMap((part) => (part.type === 'tool-call' ? [part.callId] : []));
    expect(new Set(ids).size).toBe(2);
  });

  it('takes calls and results of earlier turns back', async () => {
    const parts = await play(world.given.wire.text, examples.secondTurn);
    expect(textOf(parts)).toBe(story.text);
    const { body } = world.server().last();
    expect(JSON.stringify(body)).toContain('18 degrees');
    expect(body).toMatchSnapshot('request');
  });
}

function describeSideDoors(world: ConformanceWorld): void {
  const { wire, embeddingModel } = world.given;
  const { embeddings, models } = wire;

  it.runIf(embeddings !== undefined)('embeds texts in order', async () => {
    world.server().plan({ headers: { 'content-type': 'application/json' }, body: embeddings ?? '' });
    const connection = await world.given.connect(world.server().address, loopbackHttp());
    const model = connection.embeddingModel?.(embeddingModel ?? '');
    const { vectors } = (await model?.embed(['one', 'two'], new AbortController().signal)) ?? {};
    expect(vectors).toEqual(story.vectors);
    expect(model?.maxBatch).toBeGreaterThan(1);
    await expect(model?.embed(['only one'], new AbortController().signal)).rejects.toMatchObject({
      kind: 'bad_response',
    });
  });

  it.runIf(embeddings !== undefined)('recognises a web page in place of vectors', async () => {
    world.server().plan({ headers: { 'content-type': 'text/html' }, body: '<title>Log in</title>' });
    const connection = await world.given.connect(world.server().address, loopbackHttp());
    const model = connection.embeddingModel?.(embeddingModel ?? '');
    await expect(model?.embed(['one', 'two'], new AbortController().signal)).rejects.toMatchObject({
      kind: 'not_json',
      message: expect.stringContaining('web page'),
    });
  });

  it('says of embeddings what is true', async () => {
    const connection = await world.given.connect(world.server().address, loopbackHttp());
    expect(connection.embeddingModel !== undefined).toBe(world.given.manifest.capabilities.embeddings);
  });

  it.runIf(models !== undefined)('lists the models of the account', async () => {
    world.server().plan({ headers: { 'content-type': 'application/json' }, body: models?.body ?? '' });
    const connection = await world.given.connect(world.server().address, loopbackHttp());
    const listed = await connection.listModels(new AbortController().signal);
    expect(listed.map(({ model }) => model)).toEqual(models?.expected);
    world
      .server()
      .plan({ status: 401, headers: { 'content-type': 'application/json' }, body: wire.errors.of(401, 'Bad key.') });
    await expect(connection.listModels(new AbortController().signal)).rejects.toMatchObject({ kind: 'wrong_key' });
  });
}
