import type { Client } from '@agentforge/client/client';
import { createAgent, publishAgent } from '@agentforge/contracts/agents/endpoints';
import { createTrigger } from '@agentforge/contracts/triggers/endpoints';
import { Webhook } from 'standardwebhooks';

export interface Sent {
  status: number;
  body: Record<string, unknown>;
  text: string;
}

/** A published agent with a trigger, and a sender that signs as the library does. */
export async function makeTrigger(client: Client, baseUrl: string, template = 'Order {{order.id}} came in') {
  const agent = await client.call(createAgent, {
    body: { name: 'Shop keeper', goal: 'Looks after orders', model_id: 'demo/local' },
  });
  await client.call(publishAgent, { params: { agent_id: agent.id }, body: {} });
  const trigger = await client.call(createTrigger, {
    params: { agent_id: agent.id },
    body: { name: 'Shop', message_template: template },
  });
  return { agent, trigger, sender: new Sender(`${baseUrl}/api/v1/hooks/${trigger.id}`, trigger.secret) };
}

export class Sender {
  readonly #url: string;
  readonly #secret: string;

  constructor(url: string, secret: string) {
    this.#url = url;
    this.#secret = secret;
  }

  /** Headers of a signed delivery. */
  headers(eventId: string, body: string, at = Date.now()): Record<string, string> {
    return {
      'content-type': 'application/json',
      'webhook-id': eventId,
      'webhook-timestamp': String(Math.floor(at / 1000)),
      'webhook-signature': new Webhook(this.#secret).sign(eventId, new Date(at), body),
    };
  }

  send(eventId: string, value: unknown = { order: { id: 'A-17' } }, at = Date.now()): Promise<Sent> {
    const body = typeof value === 'string' ? value : JSON.stringify(value);
    return this.raw(body, this.headers(eventId, body, at));
  }

  async raw(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>): Promise<Sent> {
    const response = await fetch(this.#url, { method: 'POST', headers, body });
    const text = await response.text();
    return { status: response.status, text, body: JSON.parse(text) };
  }
}
