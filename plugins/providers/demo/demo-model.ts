import { setTimeout as sleep } from 'node:timers/promises';
import {
  type LanguageModel,
  ModelError,
  type ModelPart,
  type ModelRequest,
  type ModelUsage,
} from '@agentforge/plugin-kit/model';
import { decide } from './decide.ts';

/** The built-in model: no network, no randomness, no clock. `delayMs` between words is only for show. */
export function createDemoModel(id: string, delayMs: number): LanguageModel {
  return { id, stream: (request, signal) => play(request, signal, delayMs) };
}

async function* play(
  request: ModelRequest,
  signal: AbortSignal,
  delayMs: number,
): AsyncGenerator<ModelPart, void, undefined> {
  throwIfCancelled(signal);
  const turn = decide(request);
  const inputTokens =
    countTokens(JSON.stringify(request.messages.map(readable))) + countTokens(JSON.stringify(request.tools ?? []));
  if ('calls' in turn) {
    let written = 0;
    for (const { callId, name, arguments: values } of turn.calls) {
      const argumentsText = JSON.stringify(values);
      written += countTokens(argumentsText) + 2;
      yield { type: 'tool-call-start', callId, name };
      await pause(delayMs, signal);
      yield { type: 'tool-call-delta', callId, argumentsText };
      yield { type: 'tool-call', callId, name, argumentsText };
    }
    yield { type: 'finish', reason: 'tool-calls', usage: usage(inputTokens, written) };
    return;
  }
  const { text, isCut } = limited(turn.text, request);
  for (const word of text.match(/\s*\S+\s*/g) ?? []) {
    await pause(delayMs, signal);
    yield { type: 'text-delta', text: word };
  }
  yield { type: 'finish', reason: isCut ? 'length' : 'stop', usage: usage(inputTokens, countTokens(text)) };
}

/** Stop sequences and the token limit hold here as for any model. */
function limited(answer: string, request: ModelRequest): { text: string; isCut: boolean } {
  const { stop = [], maxTokens } = request.parameters ?? {};
  const ends = stop
    .filter((sequence) => sequence !== '')
    .map((sequence) => answer.indexOf(sequence))
    .filter((index) => index >= 0);
  const text = ends.length > 0 ? answer.slice(0, Math.min(...ends)) : answer;
  const most = maxTokens === undefined ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(maxTokens / 1.3));
  const words = text.match(/\s*\S+\s*/g) ?? [];
  return words.length > most ? { text: words.slice(0, most).join('').trimEnd(), isCut: true } : { text, isCut: false };
}

/** Bytes of files are no words. */
function readable(message: ModelRequest['messages'][number]): unknown {
  if (message.role !== 'user') return message;
  return message.content.map((part) => (part.type === 'text' ? part.text : part.mediaType));
}

/** Roughly as tokenizers count: 1.3 for each word. */
export function countTokens(text: string): number {
  return Math.ceil((text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) * 1.3);
}

function usage(inputTokens: number, outputTokens: number): ModelUsage {
  return { inputTokens, outputTokens, cachedInputTokens: undefined, reasoningTokens: undefined };
}

async function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  throwIfCancelled(signal);
  if (delayMs <= 0) return;
  await sleep(delayMs, undefined, { signal }).catch(() => throwIfCancelled(signal));
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new ModelError('cancelled', 'The request was cancelled.');
}
