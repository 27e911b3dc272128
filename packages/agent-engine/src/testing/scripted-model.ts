import type { ModelPart, ModelRequest, ModelUsage } from '@agentforge/plugin-kit/model';
import type { ModelDescription, ModelPort } from '../ports.ts';

/** One model turn: its parts, or what makes them from the request. An error among the parts is thrown there. */
export type ScriptedTurn =
  | (ModelPart | Error)[]
  | ((request: ModelRequest, signal: AbortSignal) => AsyncIterable<ModelPart>);

export interface ScriptedModel extends ModelPort {
  requests: ModelRequest[];
}

const usage: ModelUsage = { inputTokens: 100, outputTokens: 20, cachedInputTokens: 0, reasoningTokens: 0 };

export const modelDescription: ModelDescription = {
  id: 'test/scripted',
  price: { input: 1, output: 2, cachedInput: null },
  contextWindow: 32_000,
};

/** Plays turns by their number within the run, so that a turn made again after a crash says the same. */
export function scriptedModel(turns: readonly ScriptedTurn[], describe: Partial<ModelDescription> = {}): ScriptedModel {
  const requests: ModelRequest[] = [];
  return {
    requests,
    describe: () => ({ ...modelDescription, ...describe }),
    stream: (request, signal) => {
      requests.push(request);
      const turn = turns[Math.min(turnOf(request), turns.length - 1)] ?? [];
      return typeof turn === 'function' ? turn(request, signal) : play(turn);
    },
  };
}

/** Turns before this one: assistant messages after the last message of the user. */
function turnOf(request: ModelRequest): number {
  const question = request.messages.findLastIndex((message) => message.role === 'user');
  return request.messages.slice(question).filter((message) => message.role === 'assistant').length;
}

async function* play(parts: readonly (ModelPart | Error)[]): AsyncGenerator<ModelPart> {
  for (const part of parts) {
    if (part instanceof Error) throw part;
    yield part;
  }
}

/** A turn that says something and ends, word by word. */
export function says(text: string, reason: 'stop' | 'length' | 'content-filter' = 'stop'): ModelPart[] {
  const deltas = text.split(/(?<= )/).map((word): ModelPart => ({ type: 'text-delta', text: word }));
  return [...deltas, { type: 'finish', reason, usage }];
}

/** A turn that calls functions: `[call id, name, arguments]`; arguments as text are sent as they are. */
export function calls(...wanted: [id: string, name: string, args: unknown][]): ModelPart[] {
  const parts = wanted.flatMap(([callId, name, args]): ModelPart[] => {
    const argumentsText = typeof args === 'string' ? args : JSON.stringify(args);
    return [
      { type: 'tool-call-start', callId, name },
      { type: 'tool-call-delta', callId, argumentsText },
      { type: 'tool-call', callId, name, argumentsText },
    ];
  });
  return [...parts, { type: 'finish', reason: 'tool-calls', usage }];
}
