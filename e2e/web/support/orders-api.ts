import { createServer } from 'node:http';

export interface OrdersApi {
  url: string;
  /** `host:port`, for EGRESS_ALLOW. */
  host: string;
  /** Numbers that were asked for, oldest first. */
  asked: string[];
  stop: () => Promise<void>;
}

export const ordersKey = 'orders-secret-123456';

/** A real HTTP API on this machine: `GET /orders/{id}` for whoever has the key. */
export async function startOrdersApi(): Promise<OrdersApi> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.headers.authorization !== `Bearer ${ordersKey}`) {
      response.writeHead(401).end('{"error":"no key"}');
      return;
    }
    const id = decodeURIComponent(/\/orders\/([^/?]+)/.exec(request.url ?? '')?.[1] ?? '');
    asked.push(id);
    response.end(JSON.stringify({ order_id: id, status: 'shipped', carrier: 'Aramex', eta_days: 2 }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
