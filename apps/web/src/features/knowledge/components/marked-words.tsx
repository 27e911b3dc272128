import { type ReactNode, useMemo } from 'react';

interface Piece {
  text: string;
  marked: boolean;
  at: number;
}

/** Cuts a text at the words of a query (three letters or more), whatever their case and ending. */
export function markWords(text: string, query: string): Piece[] {
  const words = query.match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  if (words.length === 0) return [{ text, marked: false, at: 0 }];
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})[\\p{L}\\p{N}]*`, 'giu');
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), marked: false, at: end });
    pieces.push({ text: match[0], marked: true, at: match.index });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), marked: false, at: end });
  return pieces;
}

/** A passage with the words that were searched for. */
export function MarkedWords({ text, query }: { text: string; query: string }): ReactNode {
  const pieces = useMemo(() => markWords(text, query), [text, query]);
  return pieces.map((piece) =>
    piece.marked ? (
      <mark key={piece.at} className="rounded-sm bg-accent-soft px-0.5 text-foreground">
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}
