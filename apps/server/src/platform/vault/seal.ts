import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const version = 'v1';

/** AES-256-GCM. `bound` (tenant and row) is authenticated, so a value copied elsewhere does not open. */
export function seal(key: Buffer, plain: Buffer | string, bound: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bound));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return `${version}.${nonce.toString('base64url')}.${sealed.toString('base64url')}`;
}

/** Throws when the key, the binding or the text is not the one it was sealed with. */
export function unseal(key: Buffer, text: string, bound: string): Buffer {
  const [found, nonce, sealed] = text.split('.');
  if (found !== version || !nonce || !sealed) throw new Error('not a sealed value');
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'))
    .setAAD(Buffer.from(bound))
    .setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]);
}

/** Tells keys apart without telling anything of them. */
export function fingerprint(key: Buffer): string {
  return createHash('sha256').update('agentforge key fingerprint').update(key).digest('hex').slice(0, 32);
}
