import { messageOf } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import type { Redis } from 'ioredis';
import {
  decodeEnvelope,
  encodeEnvelope,
  type FanOut,
  type FanOutSubscription,
  requireFanOutSize,
} from '../fan-out/fan-out.ts';
import { LocalFanOut } from '../fan-out/local-fan-out.ts';
import type { Logger } from '../telemetry/logger.ts';

const nameOf = (channel: string) => `agentforge:fan:${channel}`;

/** Between processes through Redis. A subscribed connection can do nothing else, hence two. */
export class RedisFanOut implements FanOut {
  readonly #publisher: Redis;
  readonly #subscriber: Redis;
  readonly #local: LocalFanOut;
  readonly #logger: Logger;
  readonly #self = newId('event');
  #lost = false;

  /** `subscriber` belongs to this fan-out from now on; `publisher` may be shared. */
  constructor(publisher: Redis, subscriber: Redis, logger: Logger) {
    this.#publisher = publisher;
    this.#subscriber = subscriber;
    this.#logger = logger;
    this.#local = new LocalFanOut(logger);
    subscriber.on('message', (_name: string, text: string) => this.#receive(text));
    subscriber.on('close', () => {
      this.#lost = true;
    });
    subscriber.on('ready', () => void this.#resume());
  }

  async publish(channel: string, payload: string): Promise<void> {
    requireFanOutSize(payload);
    this.#local.deliver(channel, payload);
    if (this.#publisher.status !== 'ready') return;
    try {
      await this.#publisher.publish(nameOf(channel), encodeEnvelope({ from: this.#self, channel, payload }));
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
    await this.#listen([channel]);
    return async () => {
      await end();
      if (this.#local.has(channel) || this.#subscriber.status !== 'ready') return;
      await this.#subscriber.unsubscribe(nameOf(channel)).catch(() => undefined);
      // Somebody may have come while the connection unsubscribed.
      if (this.#local.has(channel)) await this.#listen([channel]);
    };
  }

  async #listen(channels: readonly string[]): Promise<void> {
    if (this.#subscriber.status !== 'ready' || channels.length === 0) return;
    try {
      await this.#subscriber.subscribe(...channels.map(nameOf));
    } catch (error) {
      this.#logger.warn({ error: messageOf(error) }, 'messages of other processes are not heard for now');
    }
  }

  /** The connection is new: subscribe to everything, then tell who may have missed something. */
  async #resume(): Promise<void> {
    await this.#listen(this.#local.channels());
    if (this.#lost) this.#local.tellGap();
    this.#lost = false;
  }

  #receive(text: string): void {
    const message = decodeEnvelope(text);
    if (message && message.from !== this.#self) this.#local.deliver(message.channel, message.payload);
  }

  async close(): Promise<void> {
    await this.#local.close();
    this.#subscriber.disconnect();
  }
}
