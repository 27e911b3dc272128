import { estimateTokens } from '@agentforge/agent-engine/tokens';

const shortest = 64;

/** A text in pieces an embedding model takes, cut where words end. `limit` in tokens; null: as it is. */
export function splitText(text: string, limit: number | null): string[] {
  if (limit === null || text.length <= shortest || estimateTokens(text) <= limit) return [text];
  return halves(text).flatMap((half) => splitText(half, limit));
}

/** Two parts, cut at a space near the middle, never inside a character. */
export function halves(text: string): [string, string] {
  const middle = Math.floor(text.length / 2);
  const space = text.indexOf(' ', middle);
  const isNear = space >= 0 && space < middle + text.length / 8;
  const code = text.charCodeAt(middle);
  const cut = isNear ? space : code >= 0xdc00 && code <= 0xdfff ? middle + 1 : middle;
  return [text.slice(0, cut), text.slice(cut)];
}

/** The vector of a whole from those of its pieces: their mean by length, of length one. */
export function meanVector(parts: readonly { vector: readonly number[]; weight: number }[]): number[] {
  const [first] = parts;
  if (!first) return [];
  if (parts.length === 1) return [...first.vector];
  const sum = first.vector.map(() => 0);
  for (const { vector, weight } of parts)
    for (const [index, value] of vector.entries()) sum[index] = (sum[index] ?? 0) + value * weight;
  const length = Math.hypot(...sum) || 1;
  return sum.map((value) => value / length);
}
