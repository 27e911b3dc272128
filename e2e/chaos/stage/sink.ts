import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { closed, listen } from './scripted-openai.ts';

export interface SinkRequest {
  method: string;
  url: string;
  headers: Record<string, unknown>;
  body: string;
}

export interface Sink {
  url: string;
  host: string;
  readonly requests: SinkRequest[];
  close(): Promise<void>;
}

/** The outside world of tools: remembers everything that reaches it. `answer` gives a body, or null to never answer. */
export async function startSink(
  answer: (request: SinkRequest) => string | Buffer | null = () => '{"ok":true}',
): Promise<Sink> {
  const requests: SinkRequest[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const taken = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
    requests.push(taken);
    const text = answer(taken);
    if (text !== null) response.setHeader('content-type', 'application/json').end(text);
  };
  const server = createServer((request, response) => void take(request, response).catch(() => response.destroy()));
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    requests,
    close: () => closed(server),
  };
}
