import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';

export interface Delivery {
  eventId: string;
  /** Signed rightly, but ten minutes ago. */
  late: boolean;
}

export interface Answer {
  status: number;
  text: string;
}

/** A sender like any other: signs with the library, and sends again until it is answered. */
export class Sender {
  readonly #trigger: { id: string; secret: string };
  readonly #urls: readonly string[];
  #sent = 0;
  #retries = 0;

  constructor(trigger: { id: string; secret: string }, urls: readonly string[]) {
    this.#trigger = trigger;
    this.#urls = urls;
  }

  get retries(): number {
    return this.#retries;
  }

  /** Throws when nobody answers for a minute. */
  async deliver({ eventId, late }: Delivery): Promise<Answer> {
    const until = Date.now() + 60_000;
    while (Date.now() < until) {
      const answer = await this.#attempt(eventId, late ? Date.now() - 600_000 : Date.now()).catch(() => null);
      if (answer && answer.status < 500) return answer;
      this.#retries += 1;
      await sleep(100);
    }
    throw new Error(`${eventId}: nobody answered for a minute`);
  }

  async #attempt(eventId: string, at: number): Promise<Answer> {
    // The number differs from delivery to delivery: what counts is the event's id.
    const body = JSON.stringify({ order: { id: eventId }, delivery: this.#sent });
    const url = this.#urls[this.#sent++ % this.#urls.length] ?? '';
    const response = await fetch(`${url}/api/v1/hooks/${this.#trigger.id}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': eventId,
        'webhook-timestamp': String(Math.floor(at / 1000)),
        'webhook-signature': new Webhook(this.#trigger.secret).sign(eventId, new Date(at), body),
      },
      body,
    });
    return { status: response.status, text: await response.text() };
  }
}
