import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** `<prefix>.<tenant>.<session>.<secret>`: names its row, so it is found without looking through all tenants. */
export interface SessionSecret {
  text: string;
  hash: string;
}

export function newSessionSecret(prefix: 'afc' | 'afr', tenantId: string, sessionId: string): SessionSecret {
  const secret = randomBytes(32).toString('base64url');
  return { text: `${prefix}.${tenantId}.${sessionId}.${secret}`, hash: hashSecret(secret) };
}

export interface ParsedSecret {
  tenantId: string;
  sessionId: string;
  hash: string;
}

const shape = /^(afc|afr)\.(tenant_[0-9a-hjkmnp-tv-z]{26})\.(sess_[0-9a-hjkmnp-tv-z]{26})\.([A-Za-z0-9_-]{43})$/;

export function parseSessionSecret(prefix: 'afc' | 'afr', text: string): ParsedSecret | null {
  const match = shape.exec(text);
  if (match?.[1] !== prefix || !match[2] || !match[3] || !match[4]) return null;
  return { tenantId: match[2], sessionId: match[3], hash: hashSecret(match[4]) };
}

export function sameHash(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
}

function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
