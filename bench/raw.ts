/** The limit beyond: bare `fetch`, each frame parsed and encoded again, two inserts. No provider package either. */
import Fastify from 'fastify';
import { type FloorMessage, floorSettings, openStore } from './lib/store.ts';
import { toolName } from './lib/surroundings.ts';

const store = await openStore();
const { answering, calling, api } = floorSettings();

const app = Fastify({ logger: false });
app.post<{ Body: FloorMessage }>('/chat', async (request, reply) => {
  const { message, stream, tool } = request.body;
  await store.insert('user', message);
  const base = tool ? calling : answering;
  if (!stream && !tool) {
    const answer = await (await ask(base, question(message), false)).json();
    const text = String(answer?.choices?.[0]?.message?.content);
    await store.insert('assistant', text);
    return { content: text };
  }
  if (stream) {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  }
  const text = await converse(base, message, stream ? (encoded) => reply.raw.write(encoded) : () => undefined);
  await store.insert('assistant', text);
  if (!stream) return { content: text };
  reply.raw.end('data: [DONE]\n\n');
});

type Turn = Record<string, unknown>;

const question = (content: string): Turn[] => [
  { role: 'system', content: 'You are a helpful assistant.' },
  { role: 'user', content },
];

function ask(base: string, messages: readonly Turn[], stream: boolean): Promise<Response> {
  return fetch(`${base}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'mock', messages, stream }),
  });
}

async function converse(base: string, message: string, write: (encoded: string) => void): Promise<string> {
  let messages = question(message);
  let text = '';
  for (;;) {
    const response = await ask(base, messages, true);
    const call = { id: '', arguments: '' };
    for await (const data of frames(response)) {
      const delta = deltaOf(data);
      if (delta.content) {
        text += delta.content;
        write(`data: ${JSON.stringify({ type: 'text-delta', id: '1', delta: delta.content })}\n\n`);
      } else if (delta.tool_calls) collect(call, delta.tool_calls[0]);
    }
    if (call.id === '') return text;
    const city = String(JSON.parse(call.arguments)?.city);
    const output = await (await fetch(`${api}/weather?city=${encodeURIComponent(city)}`)).text();
    const made = { id: call.id, type: 'function', function: { name: toolName, arguments: call.arguments } };
    messages = [
      ...messages,
      { role: 'assistant', content: null, tool_calls: [made] },
      { role: 'tool', tool_call_id: call.id, content: output },
    ];
  }
}

const deltaOf = (data: string) => JSON.parse(data).choices[0]?.delta ?? {};

function collect(call: { id: string; arguments: string }, piece: { id?: string; function?: { arguments?: string } }) {
  call.id = piece.id ?? call.id;
  call.arguments += piece.function?.arguments ?? '';
}

async function* frames(response: Response): AsyncGenerator<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    const blocks = (rest + decoder.decode(read.value, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) if (block !== 'data: [DONE]') yield block.slice(6);
  }
}

process.stdout.write(`listening at ${await app.listen({ host: '127.0.0.1', port: 0 })}\n`);
process.once('SIGTERM', () => process.exit(0));
