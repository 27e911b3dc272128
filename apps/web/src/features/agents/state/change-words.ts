/** How two values of one field differ, in a form a person can read. */
export type ChangeView =
  | { kind: 'list'; added: string[]; removed: string[]; reordered: boolean }
  | { kind: 'lines'; lines: { mark: 'same' | 'added' | 'removed'; text: string }[] }
  | { kind: 'value'; from: string | undefined; to: string | undefined };

function isBlank(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0) ||
    (typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0)
  );
}

function nameIn(value: object): string | undefined {
  const found = new Map<string, unknown>(Object.entries(value)).get('name');
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** One value in words: names of objects, JSON for what has none. `undefined`: empty. */
export function wordsOf(value: unknown): string | undefined {
  if (isBlank(value)) return undefined;
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map((entry) => wordsOf(entry) ?? '').join(', ');
  if (typeof value === 'object' && value !== null) return nameIn(value) ?? JSON.stringify(value, null, 2);
  return String(value);
}

const longText = 80;

function isText(value: unknown): value is Text {
  return value === null || value === undefined || typeof value === 'string';
}

function isList(value: unknown): value is unknown[] | null | undefined {
  return value === null || value === undefined || Array.isArray(value);
}

function listView(from: readonly unknown[], to: readonly unknown[]): ChangeView {
  const before = from.map((entry) => wordsOf(entry) ?? '');
  const after = to.map((entry) => wordsOf(entry) ?? '');
  const added = after.filter((entry) => !before.includes(entry));
  const removed = before.filter((entry) => !after.includes(entry));
  return { kind: 'list', added, removed, reordered: added.length === 0 && removed.length === 0 };
}

/** Table of the longest common lines, filled from the end. */
function commonLengths(left: readonly string[], right: readonly string[]): number[][] {
  const table = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  const at = (row: number, column: number) => table[row]?.[column] ?? 0;
  for (let row = left.length - 1; row >= 0; row -= 1) {
    const line = table[row] ?? [];
    for (let column = right.length - 1; column >= 0; column -= 1) {
      const equal = left[row] === right[column];
      line[column] = equal ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  return table;
}

type Line = Extract<ChangeView, { kind: 'lines' }>['lines'][number];

const linesOf = (text: string): string[] => (text === '' ? [] : text.split('\n'));

const commonAt = (table: readonly number[][], row: number, column: number): number => table[row]?.[column] ?? 0;

function markOf(old: string | undefined, fresh: string | undefined, lostFirst: boolean): Line['mark'] {
  if (old === fresh) return 'same';
  if (old === undefined) return 'added';
  return fresh === undefined || lostFirst ? 'removed' : 'added';
}

/** Walks both texts along their longest common lines; where both go on, the lost line is told first. */
function linesView(from: string, to: string): ChangeView {
  const [left, right] = [linesOf(from), linesOf(to)];
  const table = commonLengths(left, right);
  const lines: Line[] = [];
  let [row, column] = [0, 0];
  for (;;) {
    const [old, fresh] = [left[row], right[column]];
    if (old === undefined && fresh === undefined) return { kind: 'lines', lines };
    const mark = markOf(old, fresh, commonAt(table, row + 1, column) >= commonAt(table, row, column + 1));
    lines.push({ mark, text: (mark === 'added' ? fresh : old) ?? '' });
    if (mark !== 'added') row += 1;
    if (mark !== 'removed') column += 1;
  }
}

function isLong(text: string): boolean {
  return text.length > longText || text.includes('\n');
}

type Text = string | null | undefined;

function textView(from: Text, to: Text): ChangeView | undefined {
  const [before, after] = [from ?? '', to ?? ''];
  return isLong(before) || isLong(after) ? linesView(before, after) : undefined;
}

export function viewOfChange(from: unknown, to: unknown): ChangeView {
  const plain: ChangeView = { kind: 'value', from: wordsOf(from), to: wordsOf(to) };
  if (isBlank(from) && isBlank(to)) return plain;
  if (isList(from) && isList(to)) return listView(from ?? [], to ?? []);
  const long = isText(from) && isText(to) ? textView(from, to) : undefined;
  return long ?? plain;
}

export interface PathWords {
  /** The path without places in lists: `tasks.name`. */
  key: string;
  /** Place in the list from 1, where the path names one. */
  position: number | undefined;
}

/** `tasks.0.name`, `tasks[0].name` and `/tasks/0/name` alike. */
export function pathWords(path: string): PathWords {
  const parts = path
    .replaceAll(/[[\]/]/g, '.')
    .split('.')
    .filter((part) => part !== '');
  const place = parts.find((part) => /^\d+$/.test(part));
  return {
    key: parts.filter((part) => !/^\d+$/.test(part)).join('.'),
    position: place === undefined ? undefined : Number(place) + 1,
  };
}
