import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ModelPart } from '@agentforge/plugin-kit/model';
import { expect, it } from 'vitest';
import { gatherParts } from './gather-parts.ts';

const text = (value: string): ModelPart => ({ type: 'text-delta', text: value });
const finish: ModelPart = {
  type: 'finish',
  reason: 'stop',
  usage: { inputTokens: 1, outputTokens: 2, cachedInputTokens: undefined, reasoningTokens: undefined },
};

async function* model(...steps: (ModelPart | 'wait' | Error)[]): AsyncGenerator<ModelPart> {
  for (const step of steps) {
    if (step instanceof Error) throw step;
    if (step === 'wait') await nextTurn();
    else yield step;
  }
}

async function collect(parts: AsyncIterable<ModelPart>): Promise<ModelPart[]> {
  const all: ModelPart[] = [];
  for await (const part of parts) all.push(part);
  return all;
}

it('passes text of one turn on as one piece, in order with what stands between', async () => {
  const call: ModelPart = { type: 'tool-call', callId: 'c', name: 'find', argumentsText: '{}' };
  const parts = await collect(
    gatherParts(model(text('a'), text('b'), call, text('c'), text('d'), 'wait', 'wait', text('e'), finish)),
  );
  expect(parts).toEqual([text('ab'), call, text('cd'), text('e'), finish]);
});

it('leaves the parts it was given as they were', async () => {
  const first = text('a');
  await collect(gatherParts(model(first, text('b'), finish)));
  expect(first).toEqual(text('a'));
});

it('throws behind the parts that came before the error', async () => {
  const seen: ModelPart[] = [];
  const read = async () => {
    for await (const part of gatherParts(model(text('a'), text('b'), new Error('broken')))) seen.push(part);
  };
  await expect(read()).rejects.toThrow('broken');
  expect(seen).toEqual([text('ab')]);
});

it('makes a fast model wait for a slow reader, and lets go of it when the reader leaves', async () => {
  let made = 0;
  let closed = false;
  async function* endless(): AsyncGenerator<ModelPart> {
    try {
      for (;;) {
        made += 1;
        yield text('x'.repeat(1000));
      }
    } finally {
      closed = true;
    }
  }
  for await (const part of gatherParts(endless())) {
    expect(part.type).toBe('text-delta');
    await nextTurn();
    await nextTurn();
    break;
  }
  await nextTurn();
  expect(closed).toBe(true);
  expect(made).toBeLessThan(200);
});
