import type { PlacedBlock } from './document-text.ts';
import { cutBorder, lineSpans, type Span, sentenceSpans, trimmed } from './graphemes.ts';

/** A piece of text that is not cut any further. */
export interface Unit extends Span {
  placed: PlacedBlock;
  heading: boolean;
  /** Starts a chunk of its own and shares none: table pieces with row numbers, tables too large for one chunk. */
  alone: boolean;
  row?: number;
  /** Repeated in front of the text: the header of a table whose rows are spread over chunks. */
  prefix?: string;
}

function hardPieces(text: string, span: Span, size: number): Span[] {
  const pieces: Span[] = [];
  let start = span.start;
  while (span.end - start > size) {
    const end = Math.min(cutBorder(text, start, start + size), span.end);
    pieces.push({ start, end });
    start = end;
  }
  pieces.push({ start, end: span.end });
  return pieces;
}

function proseUnits(text: string, placed: PlacedBlock, size: number): Unit[] {
  const heading = placed.block.kind === 'heading';
  const unit = (span: Span): Unit => ({ ...trimmed(text, span), placed, heading, alone: false });
  if (placed.end - placed.start <= size) return [unit(placed)];
  const byLine = placed.block.kind === 'list' || placed.block.kind === 'code';
  const spans = byLine ? lineSpans(text, placed.start, placed.end) : sentenceSpans(text, placed.start, placed.end);
  return spans
    .flatMap((span) => hardPieces(text, span, size))
    .map(unit)
    .filter((piece) => piece.end > piece.start);
}

const rule = /^\|?[\s:|-]*-[\s:|-]*\|?$/;

/** End of the header lines of a GFM table, or its start when it has none. */
function headerEnd(text: string, lines: readonly Span[], placed: PlacedBlock): number {
  const second = lines[1];
  return second !== undefined && rule.test(text.slice(second.start, second.end).trim()) ? second.end : placed.start;
}

function rowOf(placed: PlacedBlock, rowIndex: number): { row?: number } {
  return placed.block.row === undefined ? {} : { row: placed.block.row + Math.max(0, rowIndex) };
}

/** Rows of a large table, as many as fit behind the repeated header. */
// eslint-disable-next-line complexity -- a scanner of cases on a hot path; each branch is one line
function tablePieces(text: string, placed: PlacedBlock, size: number): Unit[] {
  const lines = lineSpans(text, placed.start, placed.end);
  const bodyStart = headerEnd(text, lines, placed);
  const header = text.slice(placed.start, bodyStart).trimEnd();
  const repeat = header.length > 0 && header.length + 1 <= size / 2;
  const room = repeat ? size - header.length - 1 : size;
  const body = lines.filter((line) => line.start >= bodyStart);
  const units: Unit[] = [];
  let open: Unit | null = null;
  const base = { placed, heading: false, alone: true };
  if (!repeat && bodyStart > placed.start) {
    for (const piece of hardPieces(text, { start: placed.start, end: bodyStart }, size))
      units.push({ ...base, ...piece, ...rowOf(placed, 0) });
  }
  for (const [index, line] of body.entries()) {
    for (const piece of hardPieces(text, trimmed(text, line), room)) {
      if (open !== null && piece.end - open.start <= room) {
        open.end = piece.end;
        continue;
      }
      if (open !== null) units.push(open);
      open = { ...base, ...piece, ...rowOf(placed, index), ...(repeat ? { prefix: header } : {}) };
    }
  }
  if (open !== null) units.push(open);
  // The first piece holds the header where it stands, so it needs no copy of it.
  const first = units[0];
  if (repeat && first?.prefix !== undefined) {
    first.start = placed.start;
    delete first.prefix;
  }
  return units.map((unit) => ({ ...unit, ...trimmed(text, unit) }));
}

/** Cuts a block into units no longer than `size` (with their prefix). */
export function unitsOf(text: string, placed: PlacedBlock, size: number): Unit[] {
  const { kind, row } = placed.block;
  if (kind !== 'table') return proseUnits(text, placed, size);
  if (placed.end - placed.start > size) return tablePieces(text, placed, size);
  return [
    { start: placed.start, end: placed.end, placed, heading: false, alone: row !== undefined, ...rowOf(placed, 0) },
  ];
}
