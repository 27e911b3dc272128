/**
 * What any such server costs at least: Fastify, the provider package's own `doStream`, the parts encoded as a UI message
 * stream, two inserts. No engine, no accounts, no guardrails, no traces.
 */

import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4Prompt } from '@ai-sdk/provider';
import Fastify from 'fastify';
import { type FloorMessage, floorSettings, openStore } from './lib/store.ts';
import { toolName } from './lib/surroundings.ts';

const store = await openStore();
const { answering, calling, api } = floorSettings();
const connect = (baseURL: string) =>
  createOpenAICompatible({ name: 'mock', baseURL, includeUsage: true }).chatModel('mock');
const models = { answering: connect(answering), calling: connect(calling) };
const tools: NonNullable<LanguageModelV4CallOptions['tools']> = [
  {
    type: 'function',
    name: toolName,
    description: 'Current weather in a city',
    inputSchema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
];

const app = Fastify({ logger: false });
app.post<{ Body: FloorMessage }>('/chat', async (request, reply) => {
  const { message, stream, tool } = request.body;
  await store.insert('user', message);
  const model = tool ? models.calling : models.answering;
  if (!stream) {
    const text = await whole(model, message, tool);
    await store.insert('assistant', text);
    return { content: text };
  }
  reply.hijack();
  reply.raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  const text = await streamed(model, message, tool, (part) => reply.raw.write(`data: ${JSON.stringify(part)}\n\n`));
  await store.insert('assistant', text);
  reply.raw.end('data: [DONE]\n\n');
});

interface Call {
  toolCallId: string;
  toolName: string;
  input: string;
}

async function streamed(model: LanguageModelV4, message: string, tool: boolean, write: (part: unknown) => void) {
  let prompt = question(message);
  let text = '';
  for (;;) {
    const { stream } = await model.doStream({ prompt, ...(tool ? { tools } : {}) });
    let call: Call | undefined;
    const reader = stream.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const part = read.value;
      if (part.type === 'text-delta') text += part.delta;
      if (part.type === 'text-delta') write({ type: 'text-delta', id: part.id, delta: part.delta });
      else if (part.type === 'tool-call') call = part;
    }
    if (!call) return text;
    write({ type: 'tool-input-available', toolCallId: call.toolCallId, toolName, input: JSON.parse(call.input) });
    const output = await callTool(call);
    write({ type: 'tool-output-available', toolCallId: call.toolCallId, output });
    prompt = withResult(prompt, call, output);
  }
}

async function whole(model: LanguageModelV4, message: string, tool: boolean): Promise<string> {
  // The mock calls tools in streams alone, as the server under test asks for them.
  if (tool) return streamed(model, message, tool, () => undefined);
  const { content } = await model.doGenerate({ prompt: question(message) });
  return content.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

const question = (text: string): LanguageModelV4Prompt => [
  { role: 'system', content: 'You are a helpful assistant.' },
  { role: 'user', content: [{ type: 'text', text }] },
];

async function callTool(call: Call): Promise<string> {
  const { city } = JSON.parse(call.input);
  const response = await fetch(`${api}/weather?city=${encodeURIComponent(String(city))}`);
  return response.text();
}

function withResult(prompt: LanguageModelV4Prompt, call: Call, output: string): LanguageModelV4Prompt {
  const { toolCallId } = call;
  return [
    ...prompt,
    { role: 'assistant', content: [{ type: 'tool-call', toolCallId, toolName, input: JSON.parse(call.input) }] },
    {
      role: 'tool',
      content: [{ type: 'tool-result', toolCallId, toolName, output: { type: 'text', value: output } }],
    },
  ];
}

process.stdout.write(`listening at ${await app.listen({ host: '127.0.0.1', port: 0 })}\n`);
process.once('SIGTERM', () => process.exit(0));
