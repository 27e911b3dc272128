/** A random name. `crypto.randomUUID` is missing where the product is served without TLS on a private network. */
export function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
