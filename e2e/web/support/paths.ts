import { fileURLToPath } from 'node:url';

/** Absolute path of something in the checkout. */
export function inCheckout(path: string): string {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url));
}
