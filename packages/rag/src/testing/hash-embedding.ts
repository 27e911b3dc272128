import { createHash } from 'node:crypto';
import { tokensOf } from '../normalize.ts';

/** For tests only: a vector of hashed words, length 1. Texts with words in common lie near each other. */
export function hashEmbedding(text: string, dimensions = 64): number[] {
  const vector = new Array<number>(dimensions).fill(0);
  for (const token of tokensOf(text)) {
    if (token.stop) continue;
    const hash = createHash('sha256').update(token.text).digest();
    const at = hash.readUInt32LE(0) % dimensions;
    vector[at] = (vector[at] ?? 0) + ((hash[4] ?? 0) & 1 ? 1 : -1);
  }
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}
