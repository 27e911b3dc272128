export interface Highlighted {
  before: string;
  marked: string;
  after: string;
}

/**
 * Finds the quote in a text, however its white space is set, and else marks the offsets it was said to be at.
 * `offset` is the position of `text` in its document.
 */
export function highlight(
  text: string,
  offset: number,
  quote: string,
  place: { start: number; end: number },
): Highlighted {
  const found = rangeOf(text, quote);
  const start = found?.start ?? clamp(place.start - offset, text.length);
  const end = found?.end ?? clamp(place.end - offset, text.length);
  return {
    before: text.slice(0, start),
    marked: text.slice(start, Math.max(start, end)),
    after: text.slice(Math.max(start, end)),
  };
}

function clamp(value: number, max: number): number {
  return Math.min(max, Math.max(0, value));
}

function rangeOf(text: string, quote: string): { start: number; end: number } | undefined {
  const words = quote.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return undefined;
  const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('\\s+');
  const match = new RegExp(pattern, 'i').exec(text);
  return match ? { start: match.index, end: match.index + match[0].length } : undefined;
}
