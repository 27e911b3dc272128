const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' });

/** Half-open range of UTF-16 positions. */
export interface Span {
  start: number;
  end: number;
}

/** Longest sign of any writing or emoji; longer clusters are piled-up marks and may be cut. */
const longestCluster = 64;

function isLow(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}

/** The last position at or before `limit` (and after `start`) where no sign that a person sees is cut. */
export function signBorder(text: string, start: number, limit: number): number {
  if (limit >= text.length) return text.length;
  const from = Math.max(start, limit - longestCluster);
  let best = start;
  for (const { index } of graphemes.segment(text.slice(from, limit + longestCluster))) {
    const at = from + index;
    if (at > limit) break;
    if (at > from || from === start) best = at;
  }
  if (best > start) return best;
  const hard = isLow(text, limit) ? limit - 1 : limit;
  return hard > start ? hard : Math.min(text.length, limit + 1);
}

/** A place to cut `text` near `limit`: after white space in the last half if there is one, else between signs. */
export function cutBorder(text: string, start: number, limit: number): number {
  if (limit >= text.length) return text.length;
  for (let at = limit; at > start + (limit - start) / 2; at -= 1) {
    if (/\s/.test(text.charAt(at - 1))) return at;
  }
  return signBorder(text, start, limit);
}

/** Sentences of `text.slice(start, end)` in any language, with their white space, as positions in `text`. */
export function sentenceSpans(text: string, start = 0, end = text.length): Span[] {
  const spans: Span[] = [];
  for (const { index, segment } of sentences.segment(text.slice(start, end))) {
    spans.push({ start: start + index, end: start + index + segment.length });
  }
  return spans;
}

/** Lines of `text.slice(start, end)` with their line ends. */
export function lineSpans(text: string, start: number, end: number): Span[] {
  const spans: Span[] = [];
  for (let at = start; at < end; ) {
    const found = text.indexOf('\n', at);
    const next = found < 0 || found >= end ? end : found + 1;
    spans.push({ start: at, end: next });
    at = next;
  }
  return spans;
}

/** The span without white space at both ends. */
export function trimmed(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && /\s/.test(text.charAt(start))) start += 1;
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
  return { start, end };
}
