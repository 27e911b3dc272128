import type { ExtractedBlock, ExtractLimits } from '../extractor.ts';
import type { BlockCollector } from './block-collector.ts';
import { tooLarge } from './problems.ts';

function cellText(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replaceAll('|', '\\|');
}

function line(cells: readonly string[], width: number): string {
  return `| ${Array.from({ length: width }, (_, i) => cellText(cells[i] ?? '')).join(' | ')} |`;
}

/** A GFM table. Rows may be ragged; the widest row decides. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const width = Math.max(1, header.length, ...rows.map((row) => row.length));
  const rule = `|${' --- |'.repeat(width)}`;
  return [line(header, width), rule, ...rows.map((row) => line(row, width))].join('\n');
}

export interface TableRow {
  /** 1-based number in the sheet or file. */
  number: number;
  cells: string[];
}

const rowsPerPiece = 50;
/** Gaps up to this many empty rows stay inside a piece, so row numbers can be counted from its first row. */
const bridgedGap = 3;

/**
 * Takes the rows of one sheet one by one and adds them as tables of 50 rows, each with the first row as its header and
 * with the number of its first data row, so memory stays small and a citation can name a row.
 */
export function createTablePieces(
  collector: BlockCollector,
  kind: string,
  limits: ExtractLimits,
  place: Pick<ExtractedBlock, 'page' | 'section'>,
): { push(row: TableRow): void; end(): void } {
  let header: string[] | null = null;
  let headerNumber = 1;
  let piece: TableRow[] = [];
  let count = 0;
  function flush(): void {
    const first = piece[0];
    if (header === null || first === undefined) return;
    const text = markdownTable(
      header,
      piece.map((row) => row.cells),
    );
    collector.add({ kind: 'table', text, row: first.number, ...place });
    piece = [];
  }
  function push(row: TableRow): void {
    count += 1;
    if (count > limits.maxRows) throw tooLarge(kind, `more than ${limits.maxRows.toLocaleString('en')} rows`);
    if (header === null) {
      header = row.cells;
      headerNumber = row.number;
      return;
    }
    const last = piece.at(-1);
    const gap = last === undefined ? 0 : row.number - last.number - 1;
    if (piece.length + gap >= rowsPerPiece || gap > bridgedGap) flush();
    else if (last !== undefined) for (let i = 1; i <= gap; i += 1) piece.push({ number: last.number + i, cells: [] });
    piece.push(row);
  }
  function end(): void {
    flush();
    if (header !== null && count === 1) {
      collector.add({ kind: 'table', text: markdownTable(header, []), row: headerNumber, ...place });
    }
  }
  return { push, end };
}
