import { createServer, type RequestListener } from 'node:http';

export interface PlannedAnswer {
  status?: number;
  headers?: Record<string, string>;
  body: string | Uint8Array;
  /** `end` (default), `hang` with the connection open, or `destroy` the socket after the body. */
  after?: 'end' | 'hang' | 'destroy';
}

export interface RecordedServer {
  /** `http://127.0.0.1:<port>`. */
  address: string;
  /** What the next and all further requests get. */
  plan(answer: PlannedAnswer): void;
  /** The newest request. */
  last(): { method: string; path: string; headers: Record<string, unknown>; body: unknown };
  /** Settles when the client closed the connection of the newest request before its end. */
  closedByClient(): Promise<void>;
  close(): Promise<void>;
}

/** A tiny HTTP server that plays one recorded answer and remembers what it was asked. */
export async function startRecordedServer(): Promise<RecordedServer> {
  let planned: PlannedAnswer = { body: '' };
  let last: ReturnType<RecordedServer['last']> = { method: '', path: '', headers: {}, body: undefined };
  let closed: Promise<void> = Promise.resolve();
  const play: (...exchange: Parameters<RequestListener>) => Promise<void> = async (request, response) => {
    closed = new Promise((resolve) => response.on('close', () => (response.writableEnded ? undefined : resolve())));
    let text = '';
    for await (const chunk of request) text += String(chunk);
    last = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
    response.writeHead(planned.status ?? 200, planned.headers);
    response.write(planned.body);
    if (planned.after === 'destroy') setImmediate(() => response.socket?.destroy());
    else if (planned.after !== 'hang') response.end();
  };
  const server = createServer((request, response) => void play(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    address: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    plan: (answer) => {
      planned = answer;
    },
    last: () => last,
    closedByClient: () => closed,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A fetch that plays bytes from memory in pieces, for tests that would need thousands of connections. */
export function memoryFetch(
  contentType: string,
  body: Uint8Array,
  options: { pieceSize: number; fails?: boolean; hangs?: boolean },
): { fetch: typeof globalThis.fetch; signals: AbortSignal[] } {
  const signals: AbortSignal[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    if (signal) signals.push(signal);
    let position = 0;
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        signal?.addEventListener('abort', () => controller.error(signal.reason));
      },
      pull(controller) {
        if (position < body.length) {
          controller.enqueue(body.slice(position, position + options.pieceSize));
          position += options.pieceSize;
          return undefined;
        }
        if (options.hangs) return new Promise<void>(() => undefined);
        if (options.fails)
          controller.error(
            Object.assign(new TypeError('terminated'), {
              cause: Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }),
            }),
          );
        else controller.close();
        return undefined;
      },
    });
    return new Response(stream, { status: 200, headers: { 'content-type': contentType } });
  };
  return { fetch, signals };
}
