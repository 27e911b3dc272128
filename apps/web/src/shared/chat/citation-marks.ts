const mark = /\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\]/g;
const openMark = /\s?\[[\d\s,]{0,16}$/;

export type TextPiece = { kind: 'text'; text: string } | { kind: 'citation'; index: number };

/** Splits `so it is [1][2, 3].` into text and citations. */
export function citationPieces(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(mark)) {
    if (match.index > end) pieces.push({ kind: 'text', text: text.slice(end, match.index) });
    for (const number of (match[1] ?? '').split(',')) pieces.push({ kind: 'citation', index: Number(number) });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) });
  return pieces;
}

/** Takes the beginning of a citation (`[`, `[1`) off the end of a text that is still being written. */
export function withoutOpenMark(text: string): string {
  return text.replace(openMark, '');
}
