import type { ExtractedBlock } from '@agentforge/plugin-kit/extractor';

const fence = /^ {0,3}(`{3,}|~{3,})/;
const heading = /^ {0,3}(#{1,6})\s+(\S.*)$/;
const listItem = /^\s*(?:[-*+]|\d{1,9}[.)])\s+\S/;
const tableRule = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

interface Cursor {
  lines: readonly string[];
  at: number;
}

function current(cursor: Cursor): string {
  return cursor.lines[cursor.at] ?? '';
}

function takeWhile(cursor: Cursor, belongs: (line: string) => boolean): string {
  const start = cursor.at;
  cursor.at += 1;
  while (cursor.at < cursor.lines.length && belongs(current(cursor))) cursor.at += 1;
  return cursor.lines.slice(start, cursor.at).join('\n');
}

function takeFence(cursor: Cursor, mark: string): ExtractedBlock {
  const text = takeWhile(cursor, (line) => !line.trimStart().startsWith(mark));
  const closing = cursor.at < cursor.lines.length ? `\n${current(cursor)}` : '';
  cursor.at += 1;
  return { kind: 'code', text: text + closing };
}

function isTable(cursor: Cursor): boolean {
  return current(cursor).includes('|') && tableRule.test(cursor.lines[cursor.at + 1] ?? '');
}

function startsOther(line: string): boolean {
  return line.trim() === '' || fence.test(line) || heading.test(line);
}

function takeParagraph(cursor: Cursor): ExtractedBlock {
  const first = current(cursor);
  const below = cursor.lines[cursor.at + 1] ?? '';
  const underline = /^ {0,3}(=+|-+)\s*$/.exec(below);
  if (underline?.[1] !== undefined) {
    cursor.at += 2;
    return { kind: 'heading', text: first.trim(), level: underline[1].startsWith('=') ? 1 : 2 };
  }
  return { kind: 'paragraph', text: takeWhile(cursor, (line) => !startsOther(line) && !listItem.test(line)) };
}

function takeBlock(cursor: Cursor): ExtractedBlock {
  const line = current(cursor);
  const mark = fence.exec(line)?.[1];
  if (mark !== undefined) return takeFence(cursor, mark);
  const title = heading.exec(line);
  if (title?.[1] !== undefined && title[2] !== undefined) {
    cursor.at += 1;
    return { kind: 'heading', text: title[2].replace(/\s+#+\s*$/, ''), level: title[1].length };
  }
  if (isTable(cursor)) return { kind: 'table', text: takeWhile(cursor, (next) => next.includes('|')) };
  if (listItem.test(line)) {
    return {
      kind: 'list',
      text: takeWhile(cursor, (next) => listItem.test(next) || (/^\s+\S/.test(next) && !fence.test(next))),
    };
  }
  return takeParagraph(cursor);
}

/** Blocks of a Markdown text: headings, tables, lists, fenced code, paragraphs. Yields lazily, so limits stop it early. */
export function* markdownBlocks(text: string): Generator<ExtractedBlock> {
  const lines = text.split('\n');
  const cursor: Cursor = { lines, at: 0 };
  if (lines[0] === '---') {
    const end = lines.indexOf('---', 1);
    if (end > 0) cursor.at = end + 1;
  }
  while (cursor.at < lines.length) {
    if (current(cursor).trim() === '') cursor.at += 1;
    else yield takeBlock(cursor);
  }
}
