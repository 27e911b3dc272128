import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { describe, expect, it } from 'vitest';
import { ModelError, type ModelPart, type ModelRequest } from '../model.ts';
import { collect, examples } from '../testing/conformance-requests.ts';
import { type AiSdkModelOptions, languageModelFromAiSdk } from './from-ai-sdk.ts';

const usage = {
  inputTokens: { total: 3, noCache: 3, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 2, text: 2, reasoning: 0 },
};
const stop: LanguageModelV4StreamPart = { type: 'finish', usage, finishReason: { unified: 'stop', raw: 'stop' } };

interface Played {
  asked: LanguageModelV4CallOptions[];
  model: LanguageModelV4;
}

/** An SDK model that plays parts; `undefined` never comes. */
function sdkModel(parts: readonly (LanguageModelV4StreamPart | undefined)[]): Played {
  const asked: LanguageModelV4CallOptions[] = [];
  const model: LanguageModelV4 = {
    specificationVersion: 'v4',
    provider: 'test',
    modelId: 'test',
    supportedUrls: {},
    doGenerate: () => Promise.reject(new Error('not used')),
    doStream: async (options) => {
      asked.push(options);
      const queue = [...parts];
      const stream = new ReadableStream<LanguageModelV4StreamPart>({
        pull: (controller) => {
          if (queue.length === 0) return controller.close();
          const next = queue.shift();
          return next ? controller.enqueue(next) : new Promise<void>(() => undefined);
        },
      });
      return { stream };
    },
  };
  return { asked, model };
}

function play(
  parts: readonly (LanguageModelV4StreamPart | undefined)[],
  request: ModelRequest = examples.plain,
  options: Partial<AiSdkModelOptions> = {},
): Promise<ModelPart[]> {
  const model = languageModelFromAiSdk(sdkModel(parts).model, { id: 'a/b', context: { provider: 'Test' }, ...options });
  return collect(model.stream(request, new AbortController().signal));
}

const text: LanguageModelV4StreamPart = { type: 'text-delta', id: '0', delta: 'Hi' };
const call = (toolCallId: string, input = '{}'): LanguageModelV4StreamPart => ({
  type: 'tool-call',
  toolCallId,
  toolName: 'look',
  input,
});

describe('the adapter of the AI SDK', () => {
  it('ends with one finish, or throws', async () => {
    expect(await play([text, stop])).toEqual([
      { type: 'text-delta', text: 'Hi' },
      {
        type: 'finish',
        reason: 'stop',
        usage: { inputTokens: 3, outputTokens: 2, cachedInputTokens: undefined, reasoningTokens: undefined },
      },
    ]);
    await expect(play([text])).rejects.toMatchObject({
      kind: 'bad_response',
      message: expect.stringContaining('cut off'),
    });
    const interrupted: LanguageModelV4StreamPart = {
      type: 'finish',
      usage,
      finishReason: { unified: 'interrupted', raw: undefined },
    };
    await expect(play([text, interrupted])).rejects.toMatchObject({ kind: 'bad_response' });
  });

  it('hands out no tool call before the turn is known to be whole', async () => {
    const parts: ModelPart[] = [];
    const model = languageModelFromAiSdk(sdkModel([call('1', '{"a"')]).model, {
      id: 'a/b',
      context: { provider: 'Test' },
    });
    const read = async (): Promise<void> => {
      for await (const part of model.stream(examples.plain, new AbortController().signal)) parts.push(part);
    };
    await expect(read()).rejects.toBeInstanceOf(ModelError);
    expect(parts.filter((part) => part.type === 'tool-call')).toEqual([]);
  });

  it('drops a call that ran into the token limit', async () => {
    const length: LanguageModelV4StreamPart = {
      type: 'finish',
      usage,
      finishReason: { unified: 'length', raw: 'length' },
    };
    const parts = await play([call('1', '{"a":1}'), call('2', '{"a"'), length]);
    expect(parts.flatMap((part) => (part.type === 'tool-call' ? [part.callId] : []))).toEqual(['1']);
    expect(parts.at(-1)).toMatchObject({ reason: 'length' });
  });

  it('makes repeated and empty call ids unique, also against earlier turns', async () => {
    const parts = await play([call('call_a'), call('x'), call('x', '{"a":2}'), call(''), stop], examples.secondTurn);
    const ids = parts.flatMap((part) => (part.type === 'tool-call' ? [part.callId] : []));
    expect(ids).toEqual(['call_a-2', 'x', 'x-2', 'call']);
    expect(parts.at(-1)).toMatchObject({ reason: 'tool-calls' });
  });

  it('takes a call that is told twice, word by word, for one', async () => {
    const parts = await play([call('x'), call('x'), call('y'), call(''), call(''), stop]);
    expect(parts.flatMap((part) => (part.type === 'tool-call' ? [part.callId] : []))).toEqual([
      'x',
      'y',
      'call',
      'call-2',
    ]);
  });

  it('refuses what the model would silently drop, if it was asked for', async () => {
    const start: LanguageModelV4StreamPart = {
      type: 'stream-start',
      warnings: [{ type: 'unsupported', feature: 'seed' }],
    };
    await expect(play([start, text, stop], { ...examples.plain, parameters: { seed: 1 } })).rejects.toMatchObject({
      kind: 'unsupported',
      message: expect.stringContaining('"seed"'),
    });
    expect(await play([start, text, stop])).toHaveLength(2);
  });

  it('carries proofs of reasoning and of calls back to the provider', async () => {
    const metadata = { test: { signature: 's1' } };
    const parts = await play([
      { type: 'reasoning-start', id: 'r' },
      { type: 'reasoning-delta', id: 'r', delta: 'Hm' },
      { type: 'reasoning-delta', id: 'r', delta: '', providerMetadata: metadata },
      { type: 'reasoning-end', id: 'r' },
      {
        type: 'tool-call',
        toolCallId: 'c',
        toolName: 'look',
        input: '{}',
        providerMetadata: { test: { thought: 't1' } },
      },
      stop,
    ]);
    const signatures = parts.flatMap((part) => (part.type === 'reasoning-signature' ? [part.signature] : []));
    const [first = null, second = null] = signatures;
    const { asked, model } = sdkModel([stop]);
    const again = languageModelFromAiSdk(model, { id: 'a/b', context: { provider: 'Test' } });
    const messages: ModelRequest['messages'] = [
      {
        role: 'assistant',
        content: [
          { type: 'reasoning', text: 'Hm', signature: first },
          { type: 'reasoning', text: '', signature: second },
          { type: 'tool-call', callId: 'c', name: 'look', arguments: {} },
        ],
      },
    ];
    await collect(again.stream({ messages }, new AbortController().signal));
    expect(asked[0]?.prompt).toEqual([
      {
        role: 'assistant',
        content: [
          { type: 'reasoning', text: 'Hm', providerOptions: metadata },
          {
            type: 'tool-call',
            toolCallId: 'c',
            toolName: 'look',
            input: {},
            providerOptions: { test: { thought: 't1' } },
          },
        ],
      },
    ]);
  });

  it.each([
    ['begin', [undefined], { firstPartMs: 20 }],
    ['go on with', [text, undefined], { idleMs: 20 }],
    ['finish', [text, undefined], { totalMs: 20 }],
  ])('gives up on a model that does not %s its answer', async (words, parts, timeouts) => {
    await expect(play(parts, examples.plain, { timeouts })).rejects.toMatchObject({
      kind: 'timeout',
      code: 'upstream_timeout',
      message: expect.stringContaining(`did not ${words} its answer within 20 milliseconds`),
    });
  });

  it('does not count the time of a slow reader as silence of the provider', async () => {
    const model = languageModelFromAiSdk(sdkModel([text, text, stop]).model, {
      id: 'a/b',
      context: { provider: 'Test' },
      timeouts: { idleMs: 10 },
    });
    let count = 0;
    for await (const _part of model.stream(examples.plain, new AbortController().signal)) {
      count += 1;
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    expect(count).toBe(3);
  });

  it('is cancelled before and while it waits, even if the SDK never answers', async () => {
    const model = languageModelFromAiSdk(
      { ...sdkModel([]).model, doStream: () => new Promise(() => undefined) },
      { id: 'a/b', context: { provider: 'Test' } },
    );
    await expect(collect(model.stream(examples.plain, AbortSignal.abort()))).rejects.toMatchObject({
      kind: 'cancelled',
    });
    await expect(collect(model.stream(examples.plain, AbortSignal.timeout(10)))).rejects.toMatchObject({
      kind: 'cancelled',
    });
  });

  it('puts all system messages first and results of one turn together', async () => {
    const { asked, model } = sdkModel([stop]);
    const messages: ModelRequest['messages'] = [
      ...examples.secondTurn.messages,
      { role: 'system', text: 'Stay calm.' },
    ];
    await collect(
      languageModelFromAiSdk(model, { id: 'a/b', context: { provider: 'Test' } }).stream(
        { messages },
        new AbortController().signal,
      ),
    );
    const prompt = asked[0]?.prompt ?? [];
    expect(prompt[0]).toEqual({ role: 'system', content: 'You are brief.\n\nStay calm.' });
    expect(prompt.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'tool']);
    expect(prompt[3]?.content).toHaveLength(2);
  });
});
