import type { ServerEvent } from '@agentforge/client/sse';
import { statusOf } from '../failure.ts';
import { backoff, isPassing, maxAttempts } from './reconnect.ts';
import { readStreamPart, type StreamPart } from './stream-part.ts';

export interface RunReaderOptions {
  /** Opens the stream for the first time, and again for as long as no run is known. */
  open: () => AsyncIterable<ServerEvent>;
  /** Opens the known run after an event. */
  reopen: (runId: string, lastEventId: string | undefined) => AsyncIterable<ServerEvent>;
  runId?: string | undefined;
  onPart: (part: StreamPart) => void;
  /** True while the connection is being made again. */
  onReconnecting: (reconnecting: boolean) => void;
  pause: (milliseconds: number) => Promise<void>;
  signal: AbortSignal;
}

/** How reading ended: with the run's last part, or because the reader went away. */
export type RunReaderEnd = 'finished' | 'aborted';

const last = new Set<StreamPart['type']>(['finish', 'abort']);

/**
 * Reads a run to its end over as many connections as it takes. Never sends anything twice: what was accepted is read
 * again by its run. Throws what cannot be mended by trying again.
 */
// eslint-disable-next-line complexity -- one loop of a connection: apart, its state would have to be carried around
export async function readRun(options: RunReaderOptions): Promise<RunReaderEnd> {
  const { signal } = options;
  const seen = new Set<string>();
  let runId = options.runId;
  let lastEventId: string | undefined;
  let attempt = 0;
  for (;;) {
    const past = new Set(seen);
    try {
      const events = runId !== undefined && attempt > 0 ? options.reopen(runId, lastEventId) : options.open();
      for await (const event of events) {
        if (signal.aborted) return 'aborted';
        if (event.id !== null && past.has(event.id)) continue;
        if (attempt > 0) options.onReconnecting(false);
        attempt = 0;
        const part = readStreamPart(event.data);
        if (part?.type === 'data-run') runId = part.data.run_id;
        if (part) options.onPart(part);
        if (event.id !== null) {
          seen.add(event.id);
          lastEventId = event.id;
        }
        if (part && last.has(part.type)) return 'finished';
      }
    } catch (error) {
      if (signal.aborted) return 'aborted';
      if (attempt >= maxAttempts || !worthRetrying(error, runId)) throw error;
    }
    if (signal.aborted) return 'aborted';
    if (attempt >= maxAttempts) throw new TypeError('The connection ended again and again');
    options.onReconnecting(true);
    await options.pause(backoff(attempt));
    attempt += 1;
  }
}

/** A run that was accepted goes on without this page, so even "too many requests" and a fault are worth another look. */
function worthRetrying(error: unknown, runId: string | undefined): boolean {
  const status = statusOf(error);
  if (runId !== undefined && status !== undefined && (status === 429 || status >= 500)) return true;
  return isPassing(error) || error instanceof TypeError;
}
