import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { trusted } from '@agentforge/kernel/trust';

/** One chat request as it came. */
export interface ModelCall {
  /** The body, parsed. */
  body: { messages?: { role: string; content?: unknown }[]; tools?: unknown[]; stream?: boolean };
  raw: string;
  /** The newest message of the person, as text. */
  question: string;
  /** Tool results in the conversation. */
  results: number;
  at: number;
}

/** What the provider sends. `end` is what becomes of the connection after the last frame. */
export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  frames: Iterable<string | Buffer>;
  end?: 'close' | 'cut' | 'hang';
  delayMs?: number;
}

export interface ScriptedOpenAi {
  /** `http://127.0.0.1:<port>/v1`. */
  url: string;
  host: string;
  readonly calls: ModelCall[];
  close(): Promise<void>;
}

/** A provider that speaks OpenAI's chat completions and answers what the script says, broken or not. */
export async function startScriptedOpenAi(script: (call: ModelCall, index: number) => Reply): Promise<ScriptedOpenAi> {
  const calls: ModelCall[] = [];
  const server = createServer((request, response) => {
    void answer(request, response, script, calls).catch(() => response.destroy());
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/v1`,
    host: `127.0.0.1:${port}`,
    calls,
    close: () => closed(server),
  };
}

export async function listen(server: Server, port = 0): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

export function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  script: (call: ModelCall, index: number) => Reply,
  calls: ModelCall[],
): Promise<void> {
  let raw = '';
  for await (const chunk of request) raw += String(chunk);
  if (!(request.url ?? '').endsWith('/chat/completions')) {
    response.setHeader('content-type', 'application/json').end('{"object":"list","data":[{"id":"mock"}]}');
    return;
  }
  const call = callOf(raw);
  const reply = script(call, calls.push(call) - 1);
  response.writeHead(reply.status ?? 200, { 'content-type': 'text/event-stream', ...reply.headers });
  response.flushHeaders();
  const gone = once(response, 'close').catch(() => undefined);
  for (const frame of reply.frames) {
    if (response.destroyed) return;
    // An endless script writes no faster than it is read.
    if (!response.write(frame)) await Promise.race([once(response, 'drain'), gone]);
    if (reply.delayMs !== undefined) await sleep(reply.delayMs);
  }
  if (reply.end === 'hang') return;
  if (reply.end === 'cut') response.socket?.end(() => response.destroy());
  else response.end();
}

function callOf(raw: string): ModelCall {
  const body = trusted<ModelCall['body']>(JSON.parse(raw), 'our own client writes it');
  const messages = body.messages ?? [];
  const last = messages.findLast(({ role }) => role === 'user');
  return {
    body,
    raw,
    question: textOf(last?.content),
    results: messages.filter(({ role }) => role === 'tool').length,
    at: Date.now(),
  };
}

/** Content of a message as plain text; parts are put together. */
export function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part: unknown) => (isTextPart(part) ? part.text : '')).join('');
}

const isTextPart = (part: unknown): part is { text: string } =>
  typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string';
