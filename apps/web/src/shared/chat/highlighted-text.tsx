import { type ReactNode, useMemo } from 'react';
import { highlight } from './highlight.ts';

export interface HighlightedTextProps {
  text: string;
  /** Position of `text` in its document. */
  offset: number;
  quote: string;
  place: { start: number; end: number };
  cutStart?: boolean;
  cutEnd?: boolean;
}

/** A part of a document with one passage marked. */
export function HighlightedText({ text, offset, quote, place, cutStart, cutEnd }: HighlightedTextProps): ReactNode {
  const { before, marked, after } = useMemo(() => highlight(text, offset, quote, place), [text, offset, quote, place]);
  return (
    <p
      dir="auto"
      className="rounded-xl border border-line bg-sunken/60 p-4 text-sm leading-relaxed break-words whitespace-pre-wrap text-muted"
    >
      {cutStart && '… '}
      {before}
      <mark className="rounded-sm bg-accent-soft px-0.5 text-foreground ring-1 ring-accent-line">{marked}</mark>
      {after}
      {cutEnd && ' …'}
    </p>
  );
}
