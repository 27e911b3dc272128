import type { ServerResponse } from 'node:http';

const keepAliveMs = 12_000;

/**
 * Writes pieces as they come, waits when the client is slow, sends a comment when nothing came for 12 s. Ends quietly when
 * the client is gone: that never stops what is being read.
 */
export async function writeStream(
  response: ServerResponse,
  body: AsyncIterable<string | Uint8Array>,
  options: { keepAlive: boolean; signal: AbortSignal },
): Promise<void> {
  const timer = options.keepAlive
    ? setInterval(() => {
        if (!response.writableEnded && !response.writableNeedDrain) response.write(': keep-alive\n\n');
      }, keepAliveMs)
    : null;
  const iterator = body[Symbol.asyncIterator]();
  const gone = () => void iterator.return?.().catch(() => undefined);
  options.signal.addEventListener('abort', gone, { once: true });
  try {
    for (;;) {
      const { done, value } = await iterator.next();
      if (done || response.destroyed) break;
      if (!response.write(value)) await drained(response);
    }
  } finally {
    if (timer) clearInterval(timer);
    options.signal.removeEventListener('abort', gone);
    if (!response.destroyed) response.end();
  }
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      response.off('drain', settle);
      response.off('close', settle);
      resolve();
    };
    response.once('drain', settle);
    response.once('close', settle);
  });
}
