import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

export interface ChaosModelOptions {
  /** Words of an answer, and milliseconds before each. */
  words: number;
  wordDelayMs: number;
  embeddingDelayMs: number;
}

/** A model behind OpenAI's wire format whose answers are known beforehand, so that a reader can be checked byte by byte. */
export interface ChaosModel {
  /** `http://127.0.0.1:<port>/v1`. */
  url: string;
  close(): Promise<void>;
}

const chatBody = z.object({
  messages: z.array(z.object({ role: z.string(), content: z.unknown() })),
  tools: z.array(z.object({ function: z.object({ name: z.string() }) })).optional(),
});
const embeddingBody = z.object({ input: z.union([z.string(), z.array(z.string())]) });

/** What the model answers to `question <name>`. Not only ASCII: offsets in text are a thing to get wrong. */
export function answerTo(name: string, words: number): string {
  return Array.from({ length: words }, (_, index) => `${name}·${index}${index % 7 === 0 ? ' ✓😀' : ''}`).join(' ');
}

/**
 * `question <name>` is answered with text. `effects <a>,<b>` calls the first tool once for each, one turn after the other,
 * then answers `effects done`.
 */
export async function startChaosModel(options: ChaosModelOptions): Promise<ChaosModel> {
  const server = createServer((request, response) => {
    void answer(request, response, options).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, options: ChaosModelOptions): Promise<void> {
  const path = request.url ?? '';
  const body: unknown = request.method === 'POST' ? JSON.parse(await textOf(request)) : null;
  if (path.endsWith('/models')) return sendJson(response, { object: 'list', data: [{ id: 'mock', object: 'model' }] });
  if (path.endsWith('/embeddings')) {
    await sleep(options.embeddingDelayMs);
    return sendJson(response, embeddings(embeddingBody.parse(body).input));
  }
  await stream(response, turn(chatBody.parse(body), options), options.wordDelayMs);
}

function turn(body: z.output<typeof chatBody>, options: ChaosModelOptions): string[] {
  const asked = textOfMessage(body.messages.findLast(({ role }) => role === 'user')?.content);
  const effects = /effects ([\w,-]+)/.exec(asked)?.[1]?.split(',') ?? [];
  const tool = body.tools?.[0]?.function.name;
  if (effects.length > 0) {
    const lastQuestion = body.messages.findLastIndex(({ role }) => role === 'user');
    const done = body.messages.slice(lastQuestion).filter(({ role }) => role === 'tool').length;
    const next = effects[done];
    return next === undefined || tool === undefined ? textFrames(['effects done']) : callFrames(tool, next);
  }
  const name = /question ([\w-]+)/.exec(asked)?.[1] ?? 'nothing';
  return textFrames(answerTo(name, options.words).split(/(?= )/));
}

function textOfMessage(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content ?? '');
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function sendJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function stream(response: ServerResponse, frames: readonly string[], delayMs: number): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  for (const frame of frames) {
    if (response.destroyed) return;
    response.write(frame);
    if (frames.length > 5) await sleep(delayMs);
  }
  response.end();
}

const head = { id: 'chatcmpl-chaos', object: 'chat.completion.chunk', created: 1_700_000_000, model: 'mock' };

function frame(delta: unknown, finishReason: string | null = null): string {
  return `data: ${JSON.stringify({ ...head, choices: [{ index: 0, delta, finish_reason: finishReason }] })}\n\n`;
}

function ending(finishReason: string, outputTokens: number): string {
  const usage = { prompt_tokens: 50, completion_tokens: outputTokens, total_tokens: 50 + outputTokens };
  return `${frame({}, finishReason)}data: ${JSON.stringify({ ...head, choices: [], usage })}\n\ndata: [DONE]\n\n`;
}

function textFrames(words: readonly string[]): string[] {
  return [
    frame({ role: 'assistant', content: '' }),
    ...words.map((content) => frame({ content })),
    ending('stop', words.length),
  ];
}

function callFrames(name: string, reference: string): string[] {
  const call = { index: 0, id: `call_${reference}`, type: 'function', function: { name, arguments: '' } };
  return [
    frame({ role: 'assistant', content: null, tool_calls: [call] }),
    frame({ tool_calls: [{ index: 0, function: { arguments: JSON.stringify({ reference }) } }] }),
    ending('tool_calls', 20),
  ];
}

function embeddings(input: string | string[]): unknown {
  const texts = typeof input === 'string' ? [input] : input;
  const data = texts.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text) }));
  return { object: 'list', model: 'mock', data, usage: { prompt_tokens: texts.length, total_tokens: texts.length } };
}

function vectorOf(text: string): number[] {
  return Array.from(
    { length: 16 },
    (_, index) => ((text.charCodeAt(index % Math.max(1, text.length)) || 1) % 97) / 97 + 0.01,
  );
}
