import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** How the server answers one chat request. */
export type Behaviour =
  | { kind: 'answer'; words?: number; wordMs?: number; firstMs?: number; lump?: boolean }
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: string }
  | { kind: 'hang' }
  | { kind: 'cut'; words: number };

export interface SeenRequest {
  model: string;
  key: string;
  at: number;
  body: Record<string, unknown>;
}

export interface FaultServer {
  url: string;
  host: string;
  seen: SeenRequest[];
  /** Texts of each embedding request. */
  embedded: string[][];
  /** Answers in turn; the last one stays. */
  script(...behaviours: Behaviour[]): void;
  /** A key that is not this is refused with 401. */
  key: string | null;
  /** Longest text the embedding model takes, in characters. */
  longestText: number;
  close(): Promise<void>;
}

/** An OpenAI-compatible server that misbehaves as told, for the models `good` and `other`. */
export async function startFaultServer(): Promise<FaultServer> {
  let plan: Behaviour[] = [{ kind: 'answer' }];
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const state: FaultServer = {
    url: `http://${host}/v1`,
    host,
    seen: [],
    embedded: [],
    script: (...behaviours) => {
      plan = behaviours;
    },
    key: null,
    longestText: Number.POSITIVE_INFINITY,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const key = String(request.headers.authorization ?? '').replace('Bearer ', '');
    if (state.key !== null && key !== state.key) return problem(response, 401, 'Incorrect API key provided');
    const path = request.url ?? '';
    if (path === '/v1/models') return json(response, 200, { data: [{ id: 'good' }, { id: 'other' }, { id: 'embed' }] });
    if (path === '/v1/embeddings') return embed(state, response, body);
    if (path !== '/v1/chat/completions') return problem(response, 404, 'no such page');
    state.seen.push({ model: String(body['model']), key, at: Date.now(), body });
    if (body['model'] === 'absent') return problem(response, 404, 'The model `absent` does not exist');
    const behaviour = (plan.length > 1 ? plan.shift() : plan[0]) ?? { kind: 'answer' };
    return behave(response, behaviour);
  }
  return state;
}

async function behave(response: ServerResponse, behaviour: Behaviour): Promise<void> {
  switch (behaviour.kind) {
    case 'hang':
      return;
    case 'status':
      return fail(response, behaviour);
    case 'cut':
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(wordFrames(behaviour.words).join(''));
      await sleep(20);
      response.destroy();
      return;
    default:
      return speak(response, behaviour);
  }
}

function fail(response: ServerResponse, { status, headers, body }: Extract<Behaviour, { kind: 'status' }>): void {
  response.writeHead(status, { 'content-type': body?.startsWith('<') ? 'text/html' : 'application/json', ...headers });
  response.end(body ?? JSON.stringify({ error: { message: `status ${status}` } }));
}

async function speak(
  response: ServerResponse,
  { words = 12, wordMs = 1, firstMs, lump }: Extract<Behaviour, { kind: 'answer' }>,
): Promise<void> {
  if (firstMs) await sleep(firstMs);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const text of wordFrames(words)) {
    response.write(text);
    if (!lump) await sleep(wordMs);
  }
  const usage = { prompt_tokens: 7, completion_tokens: words };
  const end = `data: ${JSON.stringify({ ...head, choices: [], usage })}\n\ndata: [DONE]\n\n`;
  response.end(frame({}, 'stop') + end);
}

function wordFrames(words: number): string[] {
  return Array.from({ length: words }, (_, at) => frame({ content: `word${at} ` }));
}

const head = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'good' };

function frame(delta: unknown, finishReason: string | null = null): string {
  return `data: ${JSON.stringify({ ...head, choices: [{ index: 0, delta, finish_reason: finishReason }] })}\n\n`;
}

function embed(state: FaultServer, response: ServerResponse, body: Record<string, unknown>): void {
  const texts = Array.isArray(body['input']) ? body['input'].map(String) : [String(body['input'])];
  state.embedded.push(texts);
  if (texts.some((text) => text.length > state.longestText)) {
    problem(response, 400, "This model's maximum context length is 8192 tokens");
    return;
  }
  const data = texts.map((text, index) => ({ index, embedding: [text.length, 1, 0] }));
  json(response, 200, { object: 'list', data, usage: { prompt_tokens: texts.length, total_tokens: texts.length } });
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : JSON.parse(text);
}

function problem(response: ServerResponse, status: number, message: string): void {
  json(response, status, { error: { message } });
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** An address on this machine where nothing listens. */
export async function closedHost(): Promise<string> {
  const server = await startFaultServer();
  await server.close();
  return server.host;
}
