export interface TextRange {
  start: number;
  end: number;
}

/** `#120-180` of an address as offsets; undefined for anything else. */
export function hashRange(hash: string): TextRange | undefined {
  const match = /^#(\d{1,9})-(\d{1,9})$/.exec(hash);
  if (!match) return undefined;
  const start = Number(match[1]);
  const end = Number(match[2]);
  return end > start ? { start, end } : undefined;
}

export const windowSize = 60_000;

/** The part of a text to load so that a range stands in it with room around. */
export function windowFor(range: TextRange | undefined): TextRange {
  if (!range || range.end < windowSize * 0.75) return { start: 0, end: windowSize };
  const start = Math.max(0, range.start - windowSize / 2);
  return { start, end: Math.max(range.end + windowSize / 4, start + windowSize) };
}
