export type TextDifference = { kind: 'same' | 'left' | 'right'; text: string }[];

/** Beyond this many words a side the table of the comparison would get too large. */
const mostWords = 2000;

/** Word by word: pieces that both have, and those of one side, in reading order. Joined, each side is whole again. */
export function textDifference(left: string, right: string): TextDifference {
  if (left === right) return left === '' ? [] : [{ kind: 'same', text: left }];
  const pieces: TextDifference = [];
  const [a, b] = [wordsOf(left), wordsOf(right)];
  const start = commonStart(a, b);
  const end = commonEnd(a.slice(start), b.slice(start));
  const middle = [a.slice(start, a.length - end), b.slice(start, b.length - end)] as const;
  add(pieces, 'same', a.slice(0, start));
  for (const { kind, words } of changesOf(...middle)) add(pieces, kind, words);
  add(pieces, 'same', end === 0 ? [] : a.slice(-end));
  return pieces;
}

function wordsOf(text: string): string[] {
  return text.match(/\s+|[^\s]+/g) ?? [];
}

function commonStart(left: readonly string[], right: readonly string[]): number {
  let count = 0;
  while (count < left.length && left[count] === right[count]) count += 1;
  return count;
}

function commonEnd(left: readonly string[], right: readonly string[]): number {
  let count = 0;
  while (count < Math.min(left.length, right.length) && left.at(-1 - count) === right.at(-1 - count)) count += 1;
  return count;
}

type Piece = { kind: 'same' | 'left' | 'right'; words: string[] };

/** By the longest common subsequence; texts that are too long are told as wholly replaced. */
function changesOf(left: readonly string[], right: readonly string[]): Piece[] {
  if (left.length > mostWords || right.length > mostWords) {
    return [
      { kind: 'left', words: [...left] },
      { kind: 'right', words: [...right] },
    ];
  }
  const lengths = commonLengths(left, right);
  const width = right.length + 1;
  const pieces: Piece[] = [];
  let [row, column] = [0, 0];
  while (row < left.length || column < right.length) {
    const kind = nextKind(left, right, { row, column, lengths, width });
    pieces.push({ kind, words: [(kind === 'right' ? right[column] : left[row]) ?? ''] });
    if (kind !== 'right') row += 1;
    if (kind !== 'left') column += 1;
  }
  return pieces;
}

interface Place {
  row: number;
  column: number;
  lengths: Uint16Array;
  width: number;
}

function nextKind(left: readonly string[], right: readonly string[], place: Place): Piece['kind'] {
  const { row, column, lengths, width } = place;
  if (row >= left.length) return 'right';
  if (column >= right.length) return 'left';
  if (left[row] === right[column]) return 'same';
  const down = lengths[(row + 1) * width + column] ?? 0;
  return down >= (lengths[row * width + column + 1] ?? 0) ? 'left' : 'right';
}

function commonLengths(left: readonly string[], right: readonly string[]): Uint16Array {
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      const diagonal = lengths[(row + 1) * width + column + 1] ?? 0;
      const down = lengths[(row + 1) * width + column] ?? 0;
      const across = lengths[row * width + column + 1] ?? 0;
      lengths[row * width + column] = left[row] === right[column] ? diagonal + 1 : Math.max(down, across);
    }
  }
  return lengths;
}

function add(pieces: TextDifference, kind: Piece['kind'], words: readonly string[]): void {
  if (words.length === 0) return;
  const last = pieces.at(-1);
  if (last?.kind === kind) last.text += words.join('');
  else pieces.push({ kind, text: words.join('') });
}
