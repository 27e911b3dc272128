import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';

export interface LocalServer {
  port: number;
  /** Requests received, oldest first. */
  requests: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[];
  /** TCP connections accepted, whether or not a request came. */
  connections(): number;
  close(): Promise<void>;
}

async function listen(server: Server, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** An HTTP server on the loopback interface that records what reaches it. */
export async function startLocalServer(
  answer: RequestListener = (_request, response) => response.end('canary'),
  host = '127.0.0.1',
): Promise<LocalServer> {
  const requests: LocalServer['requests'] = [];
  let connections = 0;
  const take: (...exchange: Parameters<RequestListener>) => Promise<void> = async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
    answer(request, response);
  };
  const server = createServer((request, response) => void take(request, response));
  server.on('connection', () => {
    connections += 1;
  });
  const port = await listen(server, host);
  return {
    port,
    requests,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
