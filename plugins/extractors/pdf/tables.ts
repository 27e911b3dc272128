import type { PdfCell, PdfLine } from './lines.ts';

interface Column {
  x: number;
  end: number;
}

/** Columns are where cells of different lines stand above each other. */
function columnsOf(lines: readonly PdfLine[]): Column[] {
  const cells = lines.flatMap((line) => line.cells).sort((a, b) => a.x - b.x);
  const columns: Column[] = [];
  for (const cell of cells) {
    const last = columns.at(-1);
    if (last !== undefined && cell.x < last.end) last.end = Math.max(last.end, cell.end);
    else columns.push({ x: cell.x, end: cell.end });
  }
  return columns;
}

function columnIndex(columns: readonly Column[], cell: PdfCell): number {
  return columns.findIndex((column) => cell.x < column.end && cell.end > column.x);
}

/** Number of lines from `start` on that stand in one table: at least two lines of two or more cells each. */
export function tableLength(lines: readonly PdfLine[], start: number): number {
  const page = lines[start]?.page;
  let end = start;
  while (end < lines.length && lines[end]?.page === page && (lines[end]?.cells.length ?? 0) >= 2) end += 1;
  const run = lines.slice(start, end);
  if (run.length < 2) return 0;
  const columns = columnsOf(run);
  const widest = Math.max(...run.map((line) => line.cells.length));
  return columns.length >= 2 && columns.length <= widest + 1 ? run.length : 0;
}

/** Rows of cells, a right-to-left table read from the right. */
export function tableRows(lines: readonly PdfLine[]): string[][] {
  const columns = columnsOf(lines);
  const text = lines.flatMap((line) => line.cells.map((cell) => cell.text)).join('');
  const right = (text.match(/[\u0590-\u08ff]/g)?.length ?? 0) > text.length / 3;
  return lines.map((line) => {
    const row = columns.map(() => '');
    for (const cell of line.cells) {
      const index = columnIndex(columns, cell);
      row[index] = `${row[index] ?? ''} ${cell.text}`.trim();
    }
    return right ? row.reverse() : row;
  });
}
