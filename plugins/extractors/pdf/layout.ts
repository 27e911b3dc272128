import type { BlockCollector } from '@agentforge/plugin-kit/files/block-collector';
import { markdownTable } from '@agentforge/plugin-kit/files/markdown-table';
import { lineText, type PdfLine } from './lines.ts';
import { tableLength, tableRows } from './tables.ts';

const bullet = /^(?:[•◦▪‣●○*–-]|\d{1,2}[.)])\s+\S/;

/** Font size most characters have. */
function bodySize(lines: readonly PdfLine[]): number {
  const characters = new Map<number, number>();
  for (const line of lines) {
    const size = Math.round(line.size * 2) / 2;
    characters.set(size, (characters.get(size) ?? 0) + lineText(line).length);
  }
  return [...characters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

/** Level by font size: the largest heading size is 1. */
function headingLevels(lines: readonly PdfLine[], body: number): Map<number, number> {
  const sizes = new Set<number>();
  for (const line of lines) {
    const size = Math.round(line.size * 2) / 2;
    if (size >= body * 1.15 && line.cells.length === 1 && lineText(line).length <= 160) sizes.add(size);
  }
  return new Map([...sizes].sort((a, b) => b - a).map((size, i) => [size, Math.min(i + 1, 6)]));
}

/** Running heads and feet: the same first or last line (numbers aside) on most pages. The first one stays. */
export function withoutRunningLines(pages: readonly PdfLine[][]): PdfLine[] {
  const shape = (line: PdfLine) => lineText(line).replace(/\d+/g, '#');
  const count = new Map<string, number>();
  const edges = (lines: readonly PdfLine[]) => new Set([lines[0], lines.at(-1)].filter((line) => line !== undefined));
  for (const lines of pages) {
    for (const key of new Set([...edges(lines)].map(shape))) count.set(key, (count.get(key) ?? 0) + 1);
  }
  const seen = new Set<string>();
  return pages.flatMap((lines) => {
    const edge = edges(lines);
    return lines.filter((line) => {
      const key = shape(line);
      if (pages.length < 4 || !edge.has(line) || (count.get(key) ?? 0) < pages.length * 0.7) return true;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  });
}

function joinLines(lines: readonly string[]): string {
  let text = '';
  for (const line of lines) {
    // A word broken at the end of a line is put together again.
    if (/\p{Ll}-$/u.test(text) && /^\p{Ll}/u.test(line)) text = text.slice(0, -1) + line;
    else text = text === '' ? line : `${text} ${line}`;
  }
  return text;
}

function continues(line: PdfLine, next: PdfLine): boolean {
  if (next.page !== line.page || Math.abs(next.size - line.size) > line.size * 0.1) return false;
  const step = line.y - next.y;
  return step > 0 && step < line.size * 1.75;
}

/** Turns the lines of all pages into blocks: headings by size, tables by position, paragraphs by distance. */
export function addPdfBlocks(lines: readonly PdfLine[], collector: BlockCollector): void {
  const body = bodySize(lines);
  const levels = headingLevels(lines, body);
  const levelOf = (line: PdfLine) => (line.cells.length === 1 ? levels.get(Math.round(line.size * 2) / 2) : undefined);
  let at = 0;
  function takeText(first: PdfLine): string[] {
    const taken = [lineText(first)];
    at += 1;
    for (let last = first, next = lines[at]; next !== undefined; last = next, next = lines[at]) {
      const text = lineText(next);
      if (!continues(last, next) || bullet.test(text) || levelOf(next) !== levelOf(first) || tableLength(lines, at) > 0)
        break;
      taken.push(text);
      at += 1;
    }
    return taken;
  }
  for (let line = lines[at]; line !== undefined; line = lines[at]) {
    const rows = tableLength(lines, at);
    const level = levelOf(line);
    const { page } = line;
    if (rows > 0) {
      const [header, ...rest] = tableRows(lines.slice(at, at + rows));
      collector.add({ kind: 'table', text: markdownTable(header ?? [], rest), page });
      at += rows;
    } else if (level === undefined) {
      const kind = bullet.test(lineText(line)) ? 'list' : 'paragraph';
      collector.add({ kind, text: joinLines(takeText(line)), page });
    } else collector.add({ kind: 'heading', level, text: joinLines(takeText(line)), page });
  }
}
