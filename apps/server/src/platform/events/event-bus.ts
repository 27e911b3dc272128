import type { Database, Tx } from '@agentforge/db/database';
import { messageOf } from '@agentforge/kernel/errors';
import type { Logger } from '../telemetry/logger.ts';
import type { DeliveredEvent, EventListener } from './domain-event.ts';
import { delayEvent, deleteEvent, takeDueEvents } from './outbox.repository.ts';

/** Delivers outbox events to listeners, at least once, by any process that runs it. */
export class EventBus {
  readonly #database: Database;
  readonly #logger: Logger;
  readonly #listeners = new Map<string, { name: string; listener: EventListener }[]>();
  #timer: NodeJS.Timeout | null = null;
  #draining: Promise<void> | null = null;
  #again = false;

  constructor(database: Database, logger: Logger) {
    this.#database = database;
    this.#logger = logger;
  }

  /** `name` tells logs who listens. */
  on(type: string, name: string, listener: EventListener): void {
    const list = this.#listeners.get(type) ?? [];
    list.push({ name, listener });
    this.#listeners.set(type, list);
  }

  start(intervalMs = 5000): void {
    this.#timer = setInterval(() => this.poke(), intervalMs);
    this.#timer.unref();
    this.poke();
  }

  /** Looks for due events now; called after commits that wrote some. */
  poke(): void {
    if (this.#timer === null) return;
    if (this.#draining) {
      this.#again = true;
      return;
    }
    this.#draining = this.drain()
      .catch((error: unknown) =>
        this.#logger.warn({ error: messageOf(error) }, 'events wait: the outbox could not be read'),
      )
      .finally(() => {
        this.#draining = null;
        if (this.#again) {
          this.#again = false;
          this.poke();
        }
      });
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    await this.#draining;
  }

  /** Delivers until nothing is due. */
  async drain(): Promise<void> {
    for (;;) {
      const taken = await this.#database.withSystem('deliver outbox events', async (tx) => {
        const events = await takeDueEvents(tx, 20);
        for (const event of events) {
          const failure = await this.#deliver(event, tx);
          if (failure === null) await deleteEvent(tx, event);
          else await delayEvent(tx, event, failure);
        }
        return events.length;
      });
      if (taken < 20) return;
    }
  }

  async #deliver(event: DeliveredEvent, tx: Tx): Promise<string | null> {
    for (const { name, listener } of this.#listeners.get(event.type) ?? []) {
      try {
        await tx.savepoint(() => listener(event, tx));
      } catch (error) {
        this.#logger.warn(
          { event: event.type, listener: name, error: messageOf(error) },
          'a listener failed; it will be told again',
        );
        return `${name}: ${messageOf(error)}`;
      }
    }
    return null;
  }
}
