import type pg from 'pg';
import type { WarningSink } from './database.ts';
import { translateError } from './database-errors.ts';

export interface Subscription {
  readonly handler: (payload: string) => void;
  readonly onGap: () => void;
}

interface PostgresListener {
  listen(channel: string, subscription: Subscription): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

const firstDelay = 250;
const longestDelay = 5000;

function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** LISTEN on one connection of its own, which comes back by itself; subscribers then hear of the gap. */
class Listener implements PostgresListener {
  readonly #connect: () => pg.Client;
  readonly #warn: WarningSink;
  readonly #channels = new Map<string, Set<Subscription>>();
  #client: Promise<pg.Client> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #delay = firstDelay;
  #closed = false;

  constructor(connect: () => pg.Client, warn: WarningSink) {
    this.#connect = connect;
    this.#warn = warn;
  }

  async listen(channel: string, subscription: Subscription): Promise<() => Promise<void>> {
    const subscriptions = this.#channels.get(channel) ?? new Set();
    this.#channels.set(channel, subscriptions.add(subscription));
    try {
      const client = await this.#current();
      await client.query(`LISTEN ${quoteName(channel)}`);
    } catch (error) {
      subscriptions.delete(subscription);
      throw translateError(error);
    }
    return () => this.#unlisten(channel, subscription);
  }

  async #unlisten(channel: string, subscription: Subscription): Promise<void> {
    const subscriptions = this.#channels.get(channel);
    if (subscriptions?.delete(subscription) !== true || subscriptions.size > 0) return;
    const client = await this.#client?.catch(() => undefined);
    await client?.query(`UNLISTEN ${quoteName(channel)}`).catch(() => undefined);
  }

  #current(): Promise<pg.Client> {
    this.#client ??= this.#start();
    return this.#client;
  }

  async #start(): Promise<pg.Client> {
    const client = this.#connect();
    const lost = (error?: Error) => this.#lost(client, error);
    client.on('error', lost);
    client.on('end', () => lost());
    client.on('notification', ({ channel, payload }) => this.#deliver(channel, payload ?? ''));
    try {
      await client.connect();
      for (const [channel, { size }] of this.#channels) {
        if (size > 0) await client.query(`LISTEN ${quoteName(channel)}`);
      }
    } catch (error) {
      this.#client = undefined;
      client.end().catch(() => undefined);
      throw error;
    }
    this.#delay = firstDelay;
    this.#active = client;
    return client;
  }

  #active: pg.Client | undefined;

  #lost(client: pg.Client, error: Error | undefined): void {
    if (this.#closed || this.#active !== client) return;
    this.#active = undefined;
    this.#client = undefined;
    this.#warn('The connection for database messages was lost; it is being opened again.', error);
    client.end().catch(() => undefined);
    this.#reconnectLater();
  }

  #reconnectLater(): void {
    this.#timer = setTimeout(() => {
      if (this.#closed) return;
      this.#current().then(
        () => this.#reportGap(),
        () => this.#reconnectLater(),
      );
    }, this.#delay);
    this.#delay = Math.min(this.#delay * 2, longestDelay);
  }

  #reportGap(): void {
    for (const subscriptions of this.#channels.values()) {
      for (const { onGap } of subscriptions) this.#guarded(onGap);
    }
  }

  #deliver(channel: string, payload: string): void {
    for (const { handler } of this.#channels.get(channel) ?? []) this.#guarded(() => handler(payload));
  }

  #guarded(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#warn('A listener of a database message failed.', error);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    const client = await this.#client?.catch(() => undefined);
    await client?.end().catch(() => undefined);
  }
}

/** `connect` makes a fresh, unconnected client; nothing is opened before the first `listen`. */
export function createPostgresListener(connect: () => pg.Client, warn: WarningSink): PostgresListener {
  return new Listener(connect, warn);
}
