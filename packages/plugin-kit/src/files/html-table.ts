import { type HtmlNode, inlineText, isHidden } from './html-text.ts';
import { markdownTable } from './markdown-table.ts';

const maxSpan = 100;

function children(node: HtmlNode, names: RegExp): HtmlNode[] {
  return Array.from(node.childNodes).filter((child) => names.test(child.nodeName) && !isHidden(child));
}

function rowsOf(table: HtmlNode): HtmlNode[] {
  return Array.from(table.childNodes).flatMap((child) =>
    /^TR$/i.test(child.nodeName)
      ? [child]
      : /^(THEAD|TBODY|TFOOT)$/i.test(child.nodeName)
        ? children(child, /^TR$/i)
        : [],
  );
}

function span(cell: HtmlNode, name: string): number {
  const value = Number.parseInt(cell.getAttribute?.(name) ?? '1', 10);
  return Number.isFinite(value) ? Math.min(Math.max(value, 1), maxSpan) : 1;
}

/** Cells by row; a cell over several rows is repeated in each, so every row reads on its own. */
function grid(rows: readonly HtmlNode[]): string[][] {
  const hanging = new Map<number, { text: string; rows: number }>();
  return rows.map((row) => {
    const cells: string[] = [];
    const takeHanging = (): void => {
      for (
        let above = hanging.get(cells.length);
        above !== undefined && above.rows > 0;
        above = hanging.get(cells.length)
      ) {
        above.rows -= 1;
        cells.push(above.text);
      }
    };
    for (const cell of children(row, /^T[DH]$/i)) {
      takeHanging();
      const text = inlineText(cell);
      hanging.set(cells.length, { text, rows: span(cell, 'rowspan') - 1 });
      cells.push(text, ...new Array<string>(span(cell, 'colspan') - 1).fill(''));
    }
    takeHanging();
    return cells;
  });
}

/** A data table as GFM; null for a table that only lays out a page (one column, one row, or holding other tables). */
export function htmlTable(table: HtmlNode): string | null {
  const rows = rowsOf(table);
  const holdsBlocks = (node: HtmlNode): boolean =>
    Array.from(node.childNodes).some((child) => /^(TABLE|H[1-6])$/i.test(child.nodeName) || holdsBlocks(child));
  if (rows.length < 2 || rows.some(holdsBlocks)) return null;
  const cells = grid(rows).filter((row) => row.some((cell) => cell.trim() !== ''));
  const [header, ...body] = cells;
  if (header === undefined || Math.max(...cells.map((row) => row.length)) < 2) return null;
  return markdownTable(header, body);
}
