import type { AssistantPart, ModelMessage, ModelPart, ModelRequest } from '@agentforge/plugin-kit/model';

/** Names of the semantic conventions for the kinds of providers there are here; others keep their own. */
const providers = new Map([
  ['amazon-bedrock', 'aws.bedrock'],
  ['azure', 'azure.ai.openai'],
  ['google', 'gcp.gemini'],
  ['mistral', 'mistral_ai'],
  ['xai', 'x_ai'],
]);

export function providerName(kind: string | undefined): string {
  return providers.get(kind ?? '') ?? kind ?? 'unknown';
}

type Part = Record<string, unknown> & { type: string };

/** The messages of a request without the system's, as JSON in the shape of the conventions. Pictures are left out. */
export function inputContent({ messages }: ModelRequest): string {
  return JSON.stringify(messages.filter(({ role }) => role !== 'system').map(message));
}

export function systemContent({ messages }: ModelRequest): string {
  return JSON.stringify(
    messages.flatMap((one) => (one.role === 'system' ? [{ type: 'text', content: one.text }] : [])),
  );
}

function message(one: ModelMessage): { role: string; parts: Part[] } {
  switch (one.role) {
    case 'system':
      return { role: 'system', parts: [{ type: 'text', content: one.text }] };
    case 'user':
      return {
        role: 'user',
        parts: one.content.flatMap((part) => (part.type === 'text' ? [{ type: 'text', content: part.text }] : [])),
      };
    case 'assistant':
      return { role: 'assistant', parts: one.content.flatMap(assistantPart) };
    case 'tool':
      return { role: 'tool', parts: [{ type: 'tool_call_response', id: one.callId, response: one.result }] };
  }
}

function assistantPart(part: AssistantPart): Part[] {
  if (part.type === 'text') return [{ type: 'text', content: part.text }];
  if (part.type === 'reasoning') return [];
  return [{ type: 'tool_call', id: part.callId, name: part.name, arguments: part.arguments }];
}

/** Gathers what a model says. */
export class OutputContent {
  #text = '';
  #reason = 'stop';
  readonly #calls: Part[] = [];

  take(part: ModelPart): void {
    if (part.type === 'text-delta') this.#text += part.text;
    else if (part.type === 'finish') this.#reason = part.reason;
    else if (part.type === 'tool-call') {
      const { callId: id, name, argumentsText } = part;
      this.#calls.push({ type: 'tool_call', id, name, arguments: argumentsText });
    }
  }

  json(): string {
    const text = this.#text === '' ? [] : [{ type: 'text', content: this.#text }];
    return JSON.stringify([{ role: 'assistant', parts: [...text, ...this.#calls], finish_reason: this.#reason }]);
  }
}
