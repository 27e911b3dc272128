/** The part of a pdf.js text item that is used. Points, origin at the lower left. */
export interface PdfItem {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
}

export interface PdfCell {
  text: string;
  x: number;
  end: number;
}

export interface PdfLine {
  cells: PdfCell[];
  y: number;
  size: number;
  page: number;
}

/** A gap this many font sizes wide parts two cells; the widest justified space stays below. */
const cellGap = 1.4;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;
const leftToRight = /[A-Za-z\u00c0-\u02af\u0370-\u052f]/;
const onlyMarks = /^[\s\p{Cc}\p{Mn}]*$/u;

function isRightToLeft(items: readonly PdfItem[]): boolean {
  let right = 0;
  let left = 0;
  for (const item of items) {
    if (rightToLeft.test(item.text)) right += item.text.length;
    else if (leftToRight.test(item.text)) left += item.text.length;
  }
  return right > left;
}

/** Numbers and Latin words of a right-to-left line read from the left; spaces and stops around them do not. */
function turnRun(run: readonly PdfItem[]): PdfItem[] {
  const strong = (item: PdfItem) => /[\p{L}\p{N}]/u.test(item.text);
  const first = run.findIndex(strong);
  const last = run.findLastIndex(strong);
  if (first < 0) return [...run];
  return [...run.slice(0, first), ...run.slice(first, last + 1).reverse(), ...run.slice(last + 1)];
}

/** Reading order of a right-to-left line. Items are drawn from the left; equal places (ligatures) keep that order. */
function reorder(items: readonly PdfItem[]): PdfItem[] {
  const ordered: PdfItem[] = [];
  let run: PdfItem[] = [];
  for (const item of [...items].reverse().sort((a, b) => b.x - a.x)) {
    if (rightToLeft.test(item.text)) {
      ordered.push(...turnRun(run), item);
      run = [];
    } else run.push(item);
  }
  return [...ordered, ...turnRun(run)];
}

function gapBetween(before: PdfCell, item: PdfItem): number {
  return item.x >= before.x ? item.x - before.end : before.x - (item.x + item.width);
}

function toCells(items: readonly PdfItem[], size: number): PdfCell[] {
  const cells: PdfCell[] = [];
  let spaced = false;
  for (const item of items) {
    if (item.text.trim() === '') {
      spaced = true;
      continue;
    }
    const last = cells.at(-1);
    const gap = last === undefined ? 0 : gapBetween(last, item);
    if (last === undefined || gap > size * cellGap) {
      cells.push({ text: item.text, x: item.x, end: item.x + item.width });
    } else {
      last.text += (spaced || gap > size * 0.2) && !/\s$/.test(last.text) ? ` ${item.text}` : item.text;
      last.x = Math.min(last.x, item.x);
      last.end = Math.max(last.end, item.x + item.width);
    }
    spaced = /\s$/.test(item.text);
  }
  return cells.map((cell) => ({ ...cell, text: cell.text.normalize('NFKC').replace(/\s+/g, ' ').trim() }));
}

/** Longer lines are no writing, and the check of each space against each letter would take too long. */
const longLine = 2000;

/**
 * Harakat of a right-to-left line are drawn beside their letters, with spaces of their own under the next letter; out
 * of order they only break words, so both are dropped.
 */
function withoutMarks(items: readonly PdfItem[]): PdfItem[] {
  const letters = items.filter((item) => !onlyMarks.test(item.text));
  const covered = (space: PdfItem): boolean => {
    const middle = space.x + space.width / 2;
    return letters.some((letter) => letter.x < middle && middle < letter.x + letter.width);
  };
  return items.filter(
    (item) => !onlyMarks.test(item.text) || (item.text === ' ' && (items.length > longLine || !covered(item))),
  );
}

function makeLine(items: readonly PdfItem[], page: number): PdfLine | null {
  const size = Math.max(...items.map((item) => item.size));
  const right = isRightToLeft(items);
  const kept = right ? reorder(withoutMarks(items)) : items;
  const cells = toCells(kept, size).filter((cell) => cell.text !== '');
  return cells.length === 0 ? null : { cells, y: items[0]?.y ?? 0, size, page };
}

/** Groups the items of one page, in the order they are drawn, into lines of cells. */
export function toLines(items: readonly PdfItem[], page: number): PdfLine[] {
  const lines: PdfLine[] = [];
  let group: PdfItem[] = [];
  function flush(): void {
    const line = group.length === 0 ? null : makeLine(group, page);
    if (line !== null) lines.push(line);
    group = [];
  }
  for (const item of items) {
    const base = group[0];
    if (base !== undefined && Math.abs(base.y - item.y) > Math.max(base.size, item.size) * 0.5) flush();
    group.push(item);
  }
  flush();
  return lines;
}

/** The line as plain text. */
export function lineText(line: PdfLine): string {
  return line.cells.map((cell) => cell.text).join(' ');
}
