import type { StoredEvent } from '@agentforge/agent-engine/events';
import type { LiveEvent } from './run-log.ts';
import type { ActiveRun } from './supervisor.ts';

const reachOf = (event: StoredEvent): number | undefined =>
  event.type === 'text-delta' || event.type === 'reasoning-delta' ? event.data.text.length : undefined;

/**
 * What the holder has shown so far, then what it shows, until it is done with the run. What is shown in one turn of the
 * event loop comes together: a model's packet of many tokens is one piece of work for each reader.
 */
export async function* liveBatches(active: ActiveRun, signal: AbortSignal): AsyncGenerator<readonly LiveEvent[]> {
  let queue: LiveEvent[] = [];
  let wake: (() => void) | null = null;
  let done = false;
  const tell = () => {
    const waiting = wake;
    wake = null;
    if (waiting) setImmediate(waiting);
  };
  const stop = active.log.subscribe((live) => {
    queue.push(live);
    tell();
  });
  const finish = () => {
    done = true;
    tell();
  };
  void active.settled.then(finish);
  signal.addEventListener('abort', finish, { once: true });
  try {
    const shown = active.log.shownEvents();
    if (shown.length > 0) yield shown.map((event) => ({ event, offset: reachOf(event) }));
    while (!signal.aborted) {
      const batch = queue;
      queue = [];
      if (batch.length > 0) yield batch;
      else if (done) return;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    stop();
    signal.removeEventListener('abort', finish);
  }
}
