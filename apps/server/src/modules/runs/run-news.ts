import type { Database } from '@agentforge/db/database';
import { messageOf } from '@agentforge/kernel/errors';
import type { Logger } from '../../platform/telemetry/logger.ts';

const channel = 'agentforge_runs';

type Notice = { kind: 'news' | 'cancel'; runId: string };

/** Tells readers and holders of runs in other processes. A lost notice costs a second: readers poll and leases are renewed. */
export class RunNews {
  readonly #database: Database;
  readonly #logger: Logger;
  readonly #listeners = new Map<string, Set<() => void>>();
  readonly #pending = new Set<string>();
  #onCancel: (runId: string) => void = () => undefined;
  #stop: (() => Promise<void>) | null = null;
  #sending = false;

  constructor(database: Database, logger: Logger) {
    this.#database = database;
    this.#logger = logger;
  }

  async start(onCancel: (runId: string) => void): Promise<void> {
    this.#onCancel = onCancel;
    this.#stop = await this.#database.listen(channel, (payload) => this.#hear(payload), {
      onGap: () => this.#wakeAll(),
    });
  }

  async stop(): Promise<void> {
    await this.#stop?.();
    this.#stop = null;
  }

  onNews(runId: string, listener: () => void): () => void {
    const set = this.#listeners.get(runId) ?? new Set();
    set.add(listener);
    this.#listeners.set(runId, set);
    return () => {
      set.delete(listener);
      if (set.size === 0) this.#listeners.delete(runId);
    };
  }

  /** Notices are gathered: many batches of many runs become one statement. The embedded database has no other process. */
  announce(runId: string): void {
    this.#wake(runId);
    if (this.#database.kind === 'pglite') return;
    this.#pending.add(`news ${runId}`);
    this.#send();
  }

  askHolder(runId: string): void {
    this.#pending.add(`cancel ${runId}`);
    this.#send();
  }

  #send(): void {
    if (this.#sending) return;
    this.#sending = true;
    setTimeout(() => void this.#flush(), 20).unref();
  }

  async #flush(): Promise<void> {
    this.#sending = false;
    const payloads = [...this.#pending];
    this.#pending.clear();
    if (payloads.length === 0 || this.#stop === null) return;
    try {
      await this.#database.withSystem('announce runs', async (tx) => {
        await Promise.all(payloads.map((payload) => tx.notify(channel, payload)));
      });
    } catch (error) {
      this.#logger.debug({ reason: messageOf(error) }, 'readers elsewhere were not told; they poll');
    }
  }

  #hear(payload: string): void {
    const notice = parse(payload);
    if (notice?.kind === 'cancel') this.#onCancel(notice.runId);
    else if (notice) this.#wake(notice.runId);
  }

  #wake(runId: string): void {
    for (const listener of [...(this.#listeners.get(runId) ?? [])]) listener();
  }

  #wakeAll(): void {
    for (const runId of [...this.#listeners.keys()]) this.#wake(runId);
  }
}

function parse(payload: string): Notice | null {
  const [kind, runId] = payload.split(' ');
  if (!runId || (kind !== 'news' && kind !== 'cancel')) return null;
  return { kind, runId };
}
