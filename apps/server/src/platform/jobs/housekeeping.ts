import type { Database, Tx } from '@agentforge/db/database';
import { messageOf } from '@agentforge/kernel/errors';
import type { Logger } from '../telemetry/logger.ts';
import { takeTurn } from './housekeeping.repository.ts';

/** Removes what nobody needs any more, in a system transaction. Answers how many rows; safe to run at any time. */
export interface HousekeepingTask {
  name: string;
  run(tx: Tx): Promise<number>;
}

const firstRunMs = 60_000;

/** Once an hour, by one scheduler at a time. Each task has a short transaction of its own. */
export class Housekeeping {
  readonly #database: Database;
  readonly #logger: Logger;
  readonly #tasks: readonly HousekeepingTask[];
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<unknown> = Promise.resolve();
  #stopped = false;

  constructor(database: Database, logger: Logger, tasks: readonly HousekeepingTask[]) {
    this.#database = database;
    this.#logger = logger;
    this.#tasks = tasks;
  }

  start(intervalMs = 3_600_000): void {
    const next = (delayMs: number) => {
      this.#timer = setTimeout(() => {
        this.#running = this.runOnce().finally(() => {
          if (!this.#stopped) next(intervalMs);
        });
      }, delayMs);
      this.#timer.unref();
    };
    next(Math.min(firstRunMs, intervalMs));
  }

  /** Rows removed per task; null for a task that another process is doing or that failed. */
  async runOnce(): Promise<Record<string, number | null>> {
    const removed: Record<string, number | null> = {};
    for (const task of this.#tasks) {
      if (this.#stopped) break;
      removed[task.name] = await this.#runTask(task);
    }
    return removed;
  }

  async #runTask(task: HousekeepingTask): Promise<number | null> {
    try {
      return await this.#database.withSystem(`housekeeping: ${task.name}`, async (tx) =>
        (await takeTurn(tx, task.name)) ? task.run(tx) : null,
      );
    } catch (error) {
      this.#logger.warn({ task: task.name, error: messageOf(error) }, 'housekeeping failed; it is tried again later');
      return null;
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#running;
  }
}
