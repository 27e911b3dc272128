import type { Database } from '@agentforge/db/database';
import { messageOf } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import type { Logger } from '../telemetry/logger.ts';
import { decodeEnvelope, encodeEnvelope, type FanOut, type FanOutSubscription, requireFanOutSize } from './fan-out.ts';
import { LocalFanOut } from './local-fan-out.ts';

const notifyChannel = 'agentforge_fan_out';

/**
 * Between processes on one PostgreSQL without Redis. All messages share one notification channel, so that a thousand open
 * runs are not a thousand LISTENs.
 */
export class PostgresFanOut implements FanOut {
  readonly #database: Database;
  readonly #logger: Logger;
  readonly #local: LocalFanOut;
  readonly #self = newId('event');
  #listening: Promise<() => Promise<void>> | null = null;

  constructor(database: Database, logger: Logger) {
    this.#database = database;
    this.#logger = logger;
    this.#local = new LocalFanOut(logger);
  }

  async publish(channel: string, payload: string): Promise<void> {
    requireFanOutSize(payload);
    this.#local.deliver(channel, payload);
    const text = encodeEnvelope({ from: this.#self, channel, payload });
    try {
      await this.#database.withSystem('tell other processes', (tx) => tx.notify(notifyChannel, text));
    } catch (error) {
      this.#logger.warn({ error: messageOf(error) }, 'other processes were not told; they read the database later');
    }
  }

  async subscribe(
    channel: string,
    handler: FanOutSubscription['handler'],
    options: Pick<FanOutSubscription, 'onGap'> = {},
  ): Promise<() => Promise<void>> {
    const end = await this.#local.subscribe(channel, handler, options);
    await this.#listen();
    return end;
  }

  /** Starts listening once; a failure is tried again with the next subscription. */
  async #listen(): Promise<void> {
    this.#listening ??= this.#database.listen(notifyChannel, (text) => this.#receive(text), {
      onGap: () => this.#local.tellGap(),
    });
    try {
      await this.#listening;
    } catch (error) {
      this.#listening = null;
      this.#logger.warn({ error: messageOf(error) }, 'messages of other processes are not heard for now');
    }
  }

  #receive(text: string): void {
    const message = decodeEnvelope(text);
    if (message && message.from !== this.#self) this.#local.deliver(message.channel, message.payload);
  }

  async close(): Promise<void> {
    await this.#local.close();
    const end = await this.#listening?.catch(() => null);
    await end?.().catch(() => undefined);
  }
}
