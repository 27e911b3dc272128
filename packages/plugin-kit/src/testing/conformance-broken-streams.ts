import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EgressClient } from '../http.ts';
import { type LanguageModel, ModelError, type ModelPart } from '../model.ts';
import { examples, textOf } from './conformance-requests.ts';
import { loopbackHttp } from './loopback-http.ts';
import type { ConformanceWorld } from './provider-conformance.ts';
import { memoryFetch } from './recorded-server.ts';
import { story } from './wire-recordings.ts';

/** Streams that stop, stall, split or turn into nonsense. */
export function describeBrokenStreams(world: ConformanceWorld): void {
  const { wire } = world.given;
  describe('broken streams', () => {
    afterEach(() => {
      vi.useRealTimers();
    });

    it.each([1, 2, 7])('keeps characters whole in pieces of %i bytes', async (pieceSize) => {
      const { parts, error } = await outcome(world, {
        ...loopbackHttp(),
        ...memoryFetch(wire.contentType, wire.text, { pieceSize }),
      });
      expect(error).toBeUndefined();
      expect(textOf(parts)).toBe(story.text);
    });

    it.each([
      ['ends', false],
      ['breaks', true],
    ])('survives a text stream that %s at any byte', { timeout: 180_000 }, async (_how, fails) => {
      const cut = await cutter(world, fails);
      for (let size = 0; size < wire.text.length; size += wire.cutEvery ?? 1) {
        const { parts, error } = await cut(wire.text, size);
        expect(story.text.startsWith(textOf(parts)), `${size} bytes`).toBe(true);
        expectCleanEnd(parts, error, `${size} bytes`);
      }
    });

    it.runIf(wire.tool !== undefined)(
      'never hands out half a tool call, wherever the stream ends',
      { timeout: 180_000 },
      async () => {
        const whole = wire.tool ?? new Uint8Array();
        const cut = await cutter(world, false);
        for (let size = 0; size < whole.length; size += wire.cutEvery ?? 1) {
          const { parts, error } = await cut(whole, size);
          for (const part of parts) {
            if (part.type === 'tool-call')
              expect(JSON.parse(part.argumentsText), `${size} bytes`).toEqual(JSON.parse(story.tool.arguments));
          }
          expectCleanEnd(parts, error, `${size} bytes`);
        }
      },
    );

    describeEndings(world);
    describeNonsense(world);
  });
}

function describeEndings(world: ConformanceWorld): void {
  const { wire } = world.given;
  describe('that stop', () => {
    it('says so when the connection is cut', async () => {
      const half = wire.text.slice(0, Math.floor(wire.text.length / 2));
      world.server().plan({ headers: { 'content-type': wire.contentType }, body: half, after: 'destroy' });
      const { error } = await outcome(world, loopbackHttp());
      expect(error).toMatchObject({ retryable: true });
      expect(error?.message).toMatch(/cut off|broke/);
    });

    it('gives up on a stream that never ends', async () => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const { fetch, signals } = memoryFetch(wire.contentType, wire.text.slice(0, Math.floor(wire.text.length / 2)), {
        pieceSize: 4096,
        hangs: true,
      });
      const pending = outcome(world, { ...loopbackHttp(), fetch });
      // Some sign their requests first, with real time.
      while (signals.length === 0) await new Promise((resolve) => setImmediate(resolve));
      await vi.advanceTimersByTimeAsync(700_000);
      const { error } = await pending;
      expect(error).toMatchObject({ kind: 'timeout' });
      expect(signals[0]?.aborted).toBe(true);
    });

    it('closes the connection when it is cancelled', async () => {
      const half = wire.text.slice(0, Math.floor(wire.text.length * 0.7));
      world.server().plan({ headers: { 'content-type': wire.contentType }, body: half, after: 'hang' });
      const abort = new AbortController();
      const { error } = await outcome(world, loopbackHttp(), abort.signal, () => abort.abort());
      expect(error).toMatchObject({ kind: 'cancelled' });
      await world.server().closedByClient();
    });

    it('closes the connection when the reader leaves', async () => {
      const half = wire.text.slice(0, Math.floor(wire.text.length * 0.7));
      world.server().plan({ headers: { 'content-type': wire.contentType }, body: half, after: 'hang' });
      for await (const _part of (await world.model()).stream(examples.plain, new AbortController().signal)) break;
      await world.server().closedByClient();
    });
  });
}

function describeNonsense(world: ConformanceWorld): void {
  const { wire } = world.given;
  describe('that are none', () => {
    it.each([
      ['nonsense', 'malformed', undefined, /could not be read|cut off/],
      ['a web page', '<!doctype html><title>Log in</title>', 'text/html', /web page titled "Log in"/],
      ['nothing', '', undefined, /empty answer|cut off/],
      [
        'an error in place of a stream',
        '{"error":{"message":"The model is busy."}}',
        'application/json',
        /The model is busy/,
      ],
    ])('recognises %s', async (_what, body, contentType, words) => {
      const bytes = body === 'malformed' ? wire.malformed : body;
      world.server().plan({ headers: { 'content-type': contentType ?? wire.contentType }, body: bytes });
      const { error } = await outcome(world, loopbackHttp());
      expect(error?.message).toMatch(words);
      expect(['bad_response', 'not_json', 'overloaded', 'connection']).toContain(error?.kind);
    });
  });
}

interface Outcome {
  parts: ModelPart[];
  error: ModelError | undefined;
}

/** One connection whose answers are cut after so many bytes. */
async function cutter(
  world: ConformanceWorld,
  fails: boolean,
): Promise<(recording: Uint8Array, size: number) => Promise<Outcome>> {
  let play: typeof globalThis.fetch = globalThis.fetch;
  const model = await world.model({ ...loopbackHttp(), fetch: (input, init) => play(input, init) });
  return (recording, size) => {
    play = memoryFetch(world.given.wire.contentType, recording.slice(0, size), { pieceSize: 4096, fails }).fetch;
    return read(model, new AbortController().signal);
  };
}

async function outcome(
  world: ConformanceWorld,
  http: EgressClient,
  signal = new AbortController().signal,
  onText?: () => void,
): Promise<Outcome> {
  return read(await world.model(http), signal, onText);
}

async function read(model: LanguageModel, signal: AbortSignal, onText?: () => void): Promise<Outcome> {
  const parts: ModelPart[] = [];
  try {
    for await (const part of model.stream(examples.plain, signal)) {
      parts.push(part);
      if (part.type === 'text-delta') onText?.();
    }
  } catch (error) {
    if (error instanceof ModelError) return { parts, error };
    throw error;
  }
  return { parts, error: undefined };
}

/** Either a whole answer with one `finish` at its end, or an error that may be tried again. */
function expectCleanEnd(parts: readonly ModelPart[], error: ModelError | undefined, where: string): void {
  const finishes = parts.filter((part) => part.type === 'finish').length;
  expect(finishes, where).toBe(error ? 0 : 1);
  if (error) expect(error.retryable, `${where}: ${error.kind}`).toBe(true);
}
