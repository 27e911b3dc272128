import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from '@agentforge/kernel/json';
import {
  type FinishReason,
  type LanguageModel,
  ModelError,
  type ModelPart,
  type ModelRequest,
  type ModelUsage,
} from '../model.ts';

/** What the model does in one turn; fields are played in this order. */
export interface ScriptedTurn {
  reasoning?: string;
  /** Streamed word by word. */
  text?: string;
  /** An object is written as JSON; a string is sent as it is, also broken. */
  calls?: readonly { name: string; arguments: Json; callId?: string }[];
  /** Sent as they are, before `finish`. */
  parts?: readonly ModelPart[];
  /** Milliseconds before each part. */
  delayMs?: number;
  /** Thrown after everything above, instead of finishing. */
  error?: Error;
  /** Never finishes; ends when the signal is aborted. */
  hangs?: boolean;
  finish?: FinishReason;
  usage?: Partial<ModelUsage>;
}

export type Script = readonly ScriptedTurn[] | ((request: ModelRequest, turn: number) => ScriptedTurn);

export interface ScriptedModel extends LanguageModel {
  /** Each request as it came, for assertions. */
  readonly requests: ModelRequest[];
  /** Streams that were aborted or left before their end. */
  readonly aborted: number;
}

const quiet: ModelUsage = {
  inputTokens: 10,
  outputTokens: 5,
  cachedInputTokens: undefined,
  reasoningTokens: undefined,
};

/**
 * A model that plays a script, one turn per call, and fails loudly when it is called once too often. `obey` as the
 * script is a model that does what the last message says.
 */
export function scriptedModel(script: Script, id = 'scripted/model'): ScriptedModel {
  const requests: ModelRequest[] = [];
  let aborted = 0;
  return {
    id,
    requests,
    get aborted() {
      return aborted;
    },
    async *stream(request, signal) {
      const index = requests.push(structuredClone(request)) - 1;
      const turn = typeof script === 'function' ? script(request, index) : script[index];
      if (!turn) throw new Error(`The script has ${script.length} turns, but the model was called ${index + 1} times.`);
      let isWhole = false;
      try {
        yield* play(turn, signal, index);
        isWhole = true;
      } finally {
        if (!isWhole && (signal.aborted || !turn.error)) aborted += 1;
      }
    },
  };
}

async function* play(
  turn: ScriptedTurn,
  signal: AbortSignal,
  index: number,
): AsyncGenerator<ModelPart, void, undefined> {
  for (const part of partsOf(turn, index)) {
    await pause(turn.delayMs ?? 0, signal);
    yield part;
  }
  if (turn.hangs) await pause(2_147_483_647, signal);
  if (turn.error) throw turn.error;
  throwIfAborted(signal);
  const reason = turn.finish ?? ((turn.calls?.length ?? 0) > 0 ? 'tool-calls' : 'stop');
  yield { type: 'finish', reason, usage: { ...quiet, ...turn.usage } };
}

function partsOf(turn: ScriptedTurn, index: number): ModelPart[] {
  const parts: ModelPart[] = [];
  if (turn.reasoning !== undefined) parts.push({ type: 'reasoning-delta', text: turn.reasoning });
  for (const word of turn.text?.match(/\s*\S+\s*/g) ?? []) parts.push({ type: 'text-delta', text: word });
  turn.calls?.forEach((call, position) => {
    const callId = call.callId ?? `call_${index + 1}_${position + 1}`;
    const argumentsText = typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments);
    parts.push({ type: 'tool-call-start', callId, name: call.name });
    parts.push({ type: 'tool-call-delta', callId, argumentsText });
    parts.push({ type: 'tool-call', callId, name: call.name, argumentsText });
  });
  return [...parts, ...(turn.parts ?? [])];
}

/**
 * Does what the newest message or tool result tells it, as a model does that fell for an injection: `CALL name {json}`
 * calls that tool, `SAY text` says it; anything else is answered with "ok". For tests of guardrails.
 */
export function obey(request: ModelRequest): ScriptedTurn {
  const last = request.messages.findLast((message) => message.role !== 'assistant');
  const text = last?.role === 'tool' ? JSON.stringify(last.result) : JSON.stringify(last ?? '');
  const plain = text.replaceAll('\\"', '"');
  const call = /CALL ([\w-]+) (\{[^{}]*\})/.exec(plain);
  const [, name, json] = call ?? [];
  if (name !== undefined && json !== undefined) return { calls: [{ name, arguments: json }] };
  const said = /SAY ([^"\\]+)/.exec(plain)?.[1];
  return { text: said ?? 'ok' };
}

async function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  throwIfAborted(signal);
  if (delayMs > 0) await sleep(delayMs, undefined, { signal }).catch(() => throwIfAborted(signal));
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new ModelError('cancelled', 'The request was cancelled.');
}
