import { dirname, join } from 'node:path';

/** Absolute path of the checkout. */
export const root: string = dirname(dirname(import.meta.dirname));

/** Absolute path of something in the checkout. */
export function inRoot(...parts: string[]): string {
  return join(root, ...parts);
}
