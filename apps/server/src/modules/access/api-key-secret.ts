import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits after `af_`. Fast hashing is enough: there is nothing to guess. */
export function newApiKey(): { key: string; prefix: string; hash: string } {
  const key = `af_${randomBytes(32).toString('base64url')}`;
  return { key, prefix: key.slice(0, 9), hash: hashApiKey(key) };
}

export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

export const isApiKey = (token: string): boolean => token.startsWith('af_');
