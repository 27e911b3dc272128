import type { Json } from '@agentforge/kernel/json';
import type { ModelMessage, ModelPart, ModelRequest, ModelTool } from '@agentforge/plugin-kit/model';
import { createDemoModel } from '../demo-model.ts';

export interface Answer {
  text: string;
  calls: { name: string; arguments: unknown }[];
  parts: ModelPart[];
}

/** Plays one turn of the demonstration model. */
export async function play(request: ModelRequest): Promise<Answer> {
  const parts: ModelPart[] = [];
  for await (const part of createDemoModel('demo/local', 0).stream(request, new AbortController().signal))
    parts.push(part);
  return {
    text: parts.map((part) => (part.type === 'text-delta' ? part.text : '')).join(''),
    calls: parts.flatMap((part) =>
      part.type === 'tool-call' ? [{ name: part.name, arguments: JSON.parse(part.argumentsText) }] : [],
    ),
    parts,
  };
}

export function user(text: string): ModelMessage {
  return { role: 'user', content: [{ type: 'text', text }] };
}

/** A question with the tools to answer it. */
export function ask(text: string, tools: readonly ModelTool[] = []): Promise<Answer> {
  return play({ messages: [user(text)], tools: [...tools] });
}

/** The turn after a tool has answered. */
export function answerFrom(text: string, name: string, result: Json, isError = false): Promise<Answer> {
  return play({
    messages: [
      user(text),
      { role: 'assistant', content: [{ type: 'tool-call', callId: 'call_1', name, arguments: {} }] },
      { role: 'tool', callId: 'call_1', name, result, isError },
    ],
    tools: [],
  });
}

function tool(
  name: string,
  description: string,
  properties: Record<string, unknown>,
  required: string[] = Object.keys(properties),
): ModelTool {
  return { name, description, parameters: { type: 'object', properties, required } };
}

const text = { type: 'string' };

/** The tools a newcomer is likely to try. */
export const tools = {
  weather: tool(
    'get_weather',
    'Get the current weather for a city',
    { city: { ...text, description: 'City name' }, unit: { ...text, enum: ['celsius', 'fahrenheit'] } },
    ['city'],
  ),
  order: tool('get_order', 'Look up the status of an order', { order_id: text }),
  refund: tool('refund_order', 'Refund an order', { order_id: text, amount: { type: 'number' } }, ['order_id']),
  knowledge: tool(
    'search_knowledge',
    'Search the knowledge base of this agent',
    { query: text, top_k: { type: 'integer', default: 5 } },
    ['query'],
  ),
  calculator: tool('calculator', 'Evaluate an arithmetic expression', { expression: text }),
  email: tool('send_email', 'Send an e-mail to a person', {
    to: { ...text, format: 'email' },
    subject: text,
    body: text,
  }),
  web: tool('web_search', 'Search the internet', { query: text }),
  currency: tool('convert_currency', 'Convert an amount of money between currencies', {
    amount: { type: 'number' },
    from: { ...text, description: 'currency code' },
    to: { ...text, description: 'currency code' },
  }),
  ticket: tool('create_ticket', 'Create a support ticket', {
    subject: text,
    priority: { ...text, enum: ['low', 'normal', 'high'] },
  }),
  flights: tool(
    'search_flights',
    'Search flights between two cities',
    { origin: text, destination: text, date: { ...text, format: 'date' }, passengers: { type: 'integer' } },
    ['origin', 'destination'],
  ),
  time: tool('current_time', 'Current date and time in a time zone', { timezone: text }, []),
  page: tool('fetch_page', 'Read a web page', { url: { ...text, format: 'uri' } }),
} as const;

export const allTools: readonly ModelTool[] = Object.values(tools);
