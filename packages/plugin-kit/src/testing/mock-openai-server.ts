import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface MockOpenAiOptions {
  /** Tokens per answer. Default 200. */
  tokens?: number;
  /** Streams this text word by word instead of counted tokens. */
  text?: string;
  /** Milliseconds before each token. Default 0: all at once. */
  tokenDelayMs?: number;
  /** Milliseconds before the first byte. Default 0. */
  firstByteMs?: number;
  /** Calls this tool on the first turn of each conversation, answers on the next. */
  toolCall?: { name: string; arguments: Record<string, unknown> };
  /** What to answer to a request with this body: words, or a refusal. Undefined: what it answers otherwise. */
  reply?: (body: string) => string | { status: number; error: Record<string, unknown> } | undefined;
  /** Dimensions of embeddings. Default 256. */
  dimensions?: number;
}

export interface MockOpenAiServer {
  /** `http://127.0.0.1:<port>/v1`. */
  url: string;
  /** Chat requests answered so far. */
  readonly requests: number;
  /** Chat requests being answered now. */
  readonly open: number;
  /** Body of the newest chat request, as it was sent. */
  readonly lastBody: string;
  close(): Promise<void>;
}

/** A tiny server that speaks OpenAI's chat completions, for benches and tests. Costs little CPU: frames are written once. */
export async function startMockOpenAi(options: MockOpenAiOptions = {}): Promise<MockOpenAiServer> {
  const frames = answerFrames(wordsOf(options));
  const state = { requests: 0, open: 0, lastBody: '' };
  const server = createServer((request, response) => {
    void answer(request, response, options, frames, state).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${portOf(address)}/v1`,
    get requests() {
      return state.requests;
    },
    get open() {
      return state.open;
    },
    get lastBody() {
      return state.lastBody;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error('The server listens on no port.');
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: MockOpenAiOptions,
  frames: readonly string[],
  state: { requests: number; open: number; lastBody: string },
): Promise<void> {
  const body = await readBody(request);
  const path = request.url ?? '';
  if (path.endsWith('/models')) return sendJson(response, modelList);
  if (path.endsWith('/embeddings')) return sendJson(response, embeddings(body, options.dimensions ?? 256));
  if (!path.endsWith('/chat/completions')) return void response.writeHead(404).end();
  state.requests += 1;
  state.lastBody = body;
  state.open += 1;
  response.on('close', () => {
    state.open -= 1;
  });
  if (options.firstByteMs) await sleep(options.firstByteMs);
  const reply = options.reply?.(body);
  if (typeof reply === 'object') return sendJson(response, { error: reply.error }, reply.status);
  if (reply !== undefined) return answerChat(response, body, { ...options, text: reply }, answerFrames([reply]));
  return answerChat(response, body, options, frames);
}

const modelList = { object: 'list', data: [{ id: 'mock', object: 'model', created: 0, owned_by: 'mock' }] };

function answerChat(
  response: ServerResponse,
  body: string,
  options: MockOpenAiOptions,
  frames: readonly string[],
): Promise<void> | void {
  const hasResult = /"role"\s*:\s*"tool"/.test(body);
  const chosen = options.toolCall && !hasResult ? toolFrames(options.toolCall) : frames;
  if (/"stream"\s*:\s*true/.test(body)) return stream(response, chosen, options.tokenDelayMs ?? 0);
  return sendJson(response, wholeAnswer(options));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

async function stream(response: ServerResponse, frames: readonly string[], delayMs: number): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  if (delayMs <= 0) {
    // A few frames per packet, as a fast provider sends them.
    for (let start = 0; start < frames.length; start += 8) response.write(frames.slice(start, start + 8).join(''));
  } else {
    for (const frame of frames) {
      if (response.destroyed) return;
      response.write(frame);
      await sleep(delayMs);
    }
  }
  response.end();
}

function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const head = { id: 'chatcmpl-mock', object: 'chat.completion.chunk', created: 1_700_000_000, model: 'mock' };

function frame(delta: unknown, finishReason: string | null = null): string {
  return `data: ${JSON.stringify({ ...head, choices: [{ index: 0, delta, finish_reason: finishReason }] })}\n\n`;
}

function tail(outputTokens: number): string {
  const usage = { prompt_tokens: 50, completion_tokens: outputTokens, total_tokens: 50 + outputTokens };
  return `data: ${JSON.stringify({ ...head, choices: [], usage })}\n\ndata: [DONE]\n\n`;
}

function wordsOf({ tokens = 200, text }: MockOpenAiOptions): string[] {
  if (text !== undefined) return text.split(/(?= )/);
  return Array.from({ length: tokens }, (_, index) => (index === 0 ? 'token0' : ` token${index}`));
}

function answerFrames(words: readonly string[]): string[] {
  const contents = words.map((content) => frame({ content }));
  return [frame({ role: 'assistant', content: '' }), ...contents, frame({}, 'stop'), tail(words.length)];
}

function toolFrames(call: { name: string; arguments: Record<string, unknown> }): string[] {
  const text = JSON.stringify(call.arguments);
  const start = { index: 0, id: 'call_mock_1', type: 'function', function: { name: call.name, arguments: '' } };
  return [
    frame({ role: 'assistant', content: null, tool_calls: [start] }),
    frame({ tool_calls: [{ index: 0, function: { arguments: text } }] }),
    frame({}, 'tool_calls'),
    tail(20),
  ];
}

function wholeAnswer(options: MockOpenAiOptions): unknown {
  const words = wordsOf(options);
  const content = words.join('');
  const usage = { prompt_tokens: 50, completion_tokens: words.length, total_tokens: 50 + words.length };
  return {
    ...head,
    object: 'chat.completion',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage,
  };
}

/** The same text always has the same vector. */
function embeddings(body: string, dimensions: number): unknown {
  const parsed: unknown = JSON.parse(body);
  const input = typeof parsed === 'object' && parsed !== null && 'input' in parsed ? parsed.input : [];
  const texts = Array.isArray(input) ? input.map(String) : [String(input)];
  const data = texts.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text, dimensions) }));
  return { object: 'list', model: 'mock', data, usage: { prompt_tokens: texts.length, total_tokens: texts.length } };
}

function vectorOf(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    let hash = 7;
    for (const character of word) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 2_147_483_647;
    vector[hash % dimensions] = (vector[hash % dimensions] ?? 0) + 1;
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
