import { createServer, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Delivery {
  reference: string;
  key: string;
  method: string;
}

/** The outside world: takes effects like a careful payment service, one per Idempotency-Key, and remembers each request. */
export interface EffectSink {
  /** `http://127.0.0.1:<port>`. */
  url: string;
  readonly deliveries: readonly Delivery[];
  close(): Promise<void>;
}

/** `answerAfterMs`: the effect is there at once, its answer comes later, so that faults fall between the two. */
export async function startEffectSink(answerAfterMs: () => number): Promise<EffectSink> {
  const deliveries: Delivery[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const body = await textOf(request);
      const reference = referenceOf(body);
      deliveries.push({
        reference,
        key: String(request.headers['idempotency-key'] ?? ''),
        method: request.method ?? '',
      });
      await sleep(answerAfterMs());
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ done: reference }));
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    deliveries,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function referenceOf(body: string): string {
  const parsed: unknown = JSON.parse(body);
  return typeof parsed === 'object' && parsed !== null && 'reference' in parsed ? String(parsed.reference) : '';
}
