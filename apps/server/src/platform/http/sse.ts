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
  try {
    for (;;) {
      // A reader that waits for the next event does not answer `return()` until it comes.
      const piece = await orAborted(iterator.next(), options.signal);
      if (piece === 'aborted' || piece.done || response.destroyed) break;
      if (!response.write(piece.value)) await orAborted(drained(response), options.signal);
    }
  } finally {
    if (timer) clearInterval(timer);
    if (options.signal.aborted) void iterator.return?.().catch(() => undefined);
    if (!response.destroyed) response.end();
  }
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | 'aborted'> {
  return new Promise((resolve, reject) => {
    const leave = () => resolve('aborted');
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
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
