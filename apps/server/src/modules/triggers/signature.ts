import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Seconds a delivery's time may be off, either way (Standard Webhooks). */
const toleranceSeconds = 300;
const prefix = 'whsec_';

export interface SignedFacts {
  id: string;
  timestamp: string;
  signature: string;
}

export type Verdict = 'right' | 'wrong' | 'late';

/** 256 random bits, in the form the libraries of Standard Webhooks take. */
export function newSecret(): { secret: string; hint: string } {
  const secret = `${prefix}${randomBytes(32).toString('base64')}`;
  return { secret, hint: `…${secret.slice(-5)}` };
}

/** The value of `webhook-signature` for a body. */
export function sign(secret: string, id: string, timestamp: string, body: Uint8Array): string {
  return `v1,${digest(secret, id, timestamp, body).toString('base64')}`;
}

/**
 * Compares with each secret in constant time; several signatures may be sent, separated by spaces. The time is judged only
 * after the signature, so that it tells nothing to whoever does not know the secret.
 */
export function verify(facts: SignedFacts, body: Uint8Array, secrets: readonly string[], nowMs: number): Verdict {
  const given = facts.signature.split(' ').slice(0, 8).flatMap(signatureBytes);
  const timestamp = /^\d{1,12}$/.test(facts.timestamp) ? Number(facts.timestamp) : null;
  if (timestamp === null || !/^[\x21-\x7e]{1,255}$/.test(facts.id)) return 'wrong';
  const expected = secrets.map((secret) => digest(secret, facts.id, facts.timestamp, body));
  const matches = expected.flatMap((own) => given.map((other) => timingSafeEqual(own, other)));
  if (!matches.includes(true)) return 'wrong';
  return Math.abs(nowMs / 1000 - timestamp) > toleranceSeconds ? 'late' : 'right';
}

function digest(secret: string, id: string, timestamp: string, body: Uint8Array): Buffer {
  const key = Buffer.from(secret.slice(prefix.length), 'base64');
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
}

/** Only version 1; anything of another length cannot be compared and is none. */
function signatureBytes(text: string): Buffer[] {
  const bytes = text.startsWith('v1,') ? Buffer.from(text.slice(3), 'base64') : null;
  return bytes?.length === 32 ? [bytes] : [];
}
