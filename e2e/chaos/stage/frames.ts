import type { Reply } from './scripted-openai.ts';

const head = { id: 'chatcmpl-chaos', object: 'chat.completion.chunk', created: 1_700_000_000, model: 'mock' };

export function frame(delta: unknown, finishReason: string | null = null): string {
  return `data: ${JSON.stringify({ ...head, choices: [{ index: 0, delta, finish_reason: finishReason }] })}\n\n`;
}

export const done = 'data: [DONE]\n\n';

export function usageFrame(input = 50, output = 20): string {
  const usage = { prompt_tokens: input, completion_tokens: output, total_tokens: input + output };
  return `data: ${JSON.stringify({ ...head, choices: [], usage })}\n\n`;
}

export interface WantedCall {
  name: string;
  /** An object is written as JSON; a string is sent as it is, also broken. */
  arguments: unknown;
  id?: string;
}

/** Frames of an answer in pieces of text. */
export function textFrames(pieces: readonly string[]): string[] {
  return [
    frame({ role: 'assistant', content: '' }),
    ...pieces.map((content) => frame({ content })),
    frame({}, 'stop'),
    usageFrame(50, pieces.length),
    done,
  ];
}

/** Frames of a turn that says something and asks for calls, the arguments in two pieces each. */
export function callFrames(calls: readonly WantedCall[], text = ''): string[] {
  const asked = calls.flatMap((call, index) => {
    const json = typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments);
    const middle = Math.floor(json.length / 2);
    const piece = (part: string) => frame({ tool_calls: [{ index, function: { arguments: part } }] });
    const start = {
      index,
      id: call.id ?? `call_${index + 1}`,
      type: 'function',
      function: { name: call.name, arguments: '' },
    };
    return [frame({ tool_calls: [start] }), piece(json.slice(0, middle)), piece(json.slice(middle))];
  });
  return [
    frame({ role: 'assistant', content: null }),
    ...(text === '' ? [] : [frame({ content: text })]),
    ...asked,
    frame({}, 'tool_calls'),
    usageFrame(),
    done,
  ];
}

export const says = (text: string): Reply => ({ frames: textFrames(text.split(/(?= )/)) });
export const asksFor = (calls: readonly WantedCall[], text = ''): Reply => ({ frames: callFrames(calls, text) });

export function fails(status: number, headers: Record<string, string> = {}): Reply {
  const body = JSON.stringify({ error: { message: `scripted ${status}`, type: 'server_error', code: null } });
  return { status, headers: { 'content-type': 'application/json', ...headers }, frames: [body] };
}

/**
 * What a model does that fell for an injection: the newest `CALL name {json}` of what it was given is called, once; then
 * it repeats all it has seen, so that whatever could be carried away is tried to be carried away.
 */
export function obeys(raw: string, results: number, mostCalls = 1): Reply {
  const plain = raw.replaceAll('\\', '');
  const orders = [...plain.matchAll(/CALL ([\w-]+) (\{[^{}]*\})/g)];
  const [, name, json] = orders.at(-1) ?? [];
  if (name === undefined || json === undefined || results >= mostCalls) return says('As you wish.');
  return asksFor([{ name, arguments: json }]);
}
