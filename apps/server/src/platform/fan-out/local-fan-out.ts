import { messageOf } from '@agentforge/kernel/errors';
import type { Logger } from '../telemetry/logger.ts';
import { type FanOut, type FanOutSubscription, requireFanOutSize } from './fan-out.ts';

/** Within this process: all there is on a laptop, and the last hop of every other road. */
export class LocalFanOut implements FanOut {
  readonly #channels = new Map<string, Set<FanOutSubscription>>();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  async publish(channel: string, payload: string): Promise<void> {
    requireFanOutSize(payload);
    this.deliver(channel, payload);
  }

  async subscribe(
    channel: string,
    handler: FanOutSubscription['handler'],
    options: Pick<FanOutSubscription, 'onGap'> = {},
  ): Promise<() => Promise<void>> {
    const subscription: FanOutSubscription = { handler, ...options };
    const subscriptions = this.#channels.get(channel) ?? new Set();
    this.#channels.set(channel, subscriptions.add(subscription));
    return async () => {
      subscriptions.delete(subscription);
      if (subscriptions.size === 0 && this.#channels.get(channel) === subscriptions) this.#channels.delete(channel);
    };
  }

  /** Hands a message to the subscribers here; one that throws does not keep it from the others. */
  deliver(channel: string, payload: string): void {
    for (const { handler } of [...(this.#channels.get(channel) ?? [])]) this.#guarded(() => handler(payload));
  }

  /** Tells every subscriber that messages may have been missed. */
  tellGap(): void {
    for (const subscription of [...this.#channels.values()].flatMap((subscriptions) => [...subscriptions])) {
      this.#guarded(() => subscription.onGap?.());
    }
  }

  has(channel: string): boolean {
    return this.#channels.has(channel);
  }

  /** Channels somebody here listens to. */
  channels(): string[] {
    return [...this.#channels.keys()];
  }

  async close(): Promise<void> {
    this.#channels.clear();
  }

  #guarded(call: () => void): void {
    try {
      call();
    } catch (error) {
      this.#logger.warn({ error: messageOf(error) }, 'a fan-out subscriber failed');
    }
  }
}
