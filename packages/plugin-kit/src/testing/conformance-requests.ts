import type { ModelPart, ModelRequest, ModelTool } from '../model.ts';
import { story } from './wire-recordings.ts';

const weather: ModelTool = {
  name: story.tool.name,
  description: 'Weather of a city',
  parameters: {
    type: 'object',
    properties: { city: { type: 'string' }, days: { type: 'integer' } },
    required: ['city'],
    additionalProperties: false,
  },
};

const question: ModelRequest['messages'] = [
  { role: 'system', text: 'You are brief.' },
  { role: 'user', content: [{ type: 'text', text: 'How is the weather in Köln?' }] },
];

/** The requests the suite sends. */
export const examples = {
  plain: { messages: question, parameters: { maxTokens: 500 } },
  withTools: { messages: question, tools: [weather], toolChoice: 'auto' },
  secondTurn: {
    messages: [
      ...question,
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'Let me look.' },
          { type: 'tool-call', callId: 'call_a', name: weather.name, arguments: { city: 'Köln' } },
          { type: 'tool-call', callId: 'call_b', name: weather.name, arguments: { city: 'Bonn' } },
        ],
      },
      { role: 'tool', callId: 'call_a', name: weather.name, result: { weather: '18 degrees' }, isError: false },
      { role: 'tool', callId: 'call_b', name: weather.name, result: 'The service is down.', isError: true },
    ],
    tools: [weather],
  },
} as const satisfies Record<string, ModelRequest>;

/** Reads a stream to its end. */
export async function collect(stream: AsyncIterable<ModelPart>): Promise<ModelPart[]> {
  const parts: ModelPart[] = [];
  for await (const part of stream) parts.push(part);
  return parts;
}

export function textOf(parts: readonly ModelPart[]): string {
  return parts.map((part) => (part.type === 'text-delta' ? part.text : '')).join('');
}

export function argumentsOf(parts: readonly ModelPart[]): unknown[] {
  return parts.flatMap((part) => (part.type === 'tool-call' ? [JSON.parse(part.argumentsText)] : []));
}

/** Some providers give calls no ids, so their SDK makes random ones. */
export function withoutIds(parts: readonly ModelPart[]): unknown[] {
  const ids = new Set(parts.flatMap((part) => ('callId' in part ? [part.callId] : [])));
  let text = JSON.stringify(parts);
  [...ids].forEach((id, index) => {
    text = text.replaceAll(JSON.stringify(id), JSON.stringify(`call ${index + 1}`));
  });
  const plain: unknown[] = JSON.parse(text);
  return plain;
}
