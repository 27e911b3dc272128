import { isWordCharacter } from './characters.ts';

/** Digits that belong together: one group, or several with single separators between them. */
export interface NumberCandidate {
  /** Offsets in the segment, from the first sign or digit to the last digit. */
  start: number;
  end: number;
  digits: string;
  /** As written. */
  written: string;
  /** Lengths of the groups, e.g. [3, 3, 4]. */
  groups: number[];
  before: string;
  after: string;
}

interface Group {
  start: number;
  end: number;
}

const sequence = /[+(]{0,2}\d[\d ().\-\u2013\u2011/\u00a0\u202f]*\d|[+(]{0,2}\d/g;
const longestValue = 8;

function groupsOf(text: string, start: number, end: number): Group[] {
  const groups: Group[] = [];
  for (const match of text.slice(start, end).matchAll(/\d+/g)) {
    groups.push({ start: start + match.index, end: start + match.index + match[0].length });
  }
  return groups;
}

function candidate(text: string, groups: readonly Group[], first: number, last: number): NumberCandidate | undefined {
  const head = groups[first];
  const tail = groups[last];
  if (!head || !tail) return undefined;
  let start = head.start;
  while (start > 0 && '+('.includes(text.charAt(start - 1)) && head.start - start < 2) start -= 1;
  const own = groups.slice(first, last + 1);
  return {
    start,
    end: tail.end,
    digits: own.map((group) => text.slice(group.start, group.end)).join(''),
    written: text.slice(start, tail.end),
    groups: own.map((group) => group.end - group.start),
    before: text.charAt(start - 1),
    after: text.charAt(tail.end),
  };
}

/** Whether the candidate stands for itself and is no part of a word, a code (`ORD-4111`) or a longer number. */
export function standsAlone(text: string, { start, end }: { start: number; end: number }): boolean {
  const before = text.charAt(start - 1);
  const after = text.charAt(end);
  if (isWordCharacter(before) || isWordCharacter(after) || before === '#') return false;
  if (/[-.\u2013/]/.test(before) && isWordCharacter(text.charAt(start - 2))) return false;
  return !(/[-.,/\u2013]/.test(after) && /\d/.test(text.charAt(end + 1)));
}

/** Every window of neighbouring groups with `minimum` to `maximum` digits, longest first from each start. */
// eslint-disable-next-line complexity -- a scanner of cases on a hot path; each branch is one line
export function* windows(folded: string, minimum: number, maximum: number): Generator<NumberCandidate> {
  for (const match of folded.matchAll(sequence)) {
    if (match[0].length < minimum) continue;
    const groups = groupsOf(folded, match.index, match.index + match[0].length);
    const lengths = groups.map((group) => group.end - group.start);
    for (let first = 0; first < groups.length; first += 1) {
      let total = 0;
      let last = first - 1;
      while (
        last + 1 < groups.length &&
        last + 1 < first + longestValue &&
        total + (lengths[last + 1] ?? 0) <= maximum
      ) {
        last += 1;
        total += lengths[last] ?? 0;
      }
      for (; last >= first && total >= minimum; last -= 1) {
        const found = candidate(folded, groups, first, last);
        if (found) yield found;
        total -= lengths[last] ?? 0;
      }
    }
  }
}

/** Whether a grouped number has no further group beside it, as a slice of a longer grouped number would. */
export function isWholeNumber(text: string, { start, end, groups }: NumberCandidate): boolean {
  if (groups.length === 1) return true;
  const isGap = (character: string) => character === ' ' || character === '\u00a0' || character === '-';
  if (isGap(text.charAt(start - 1)) && /\d/.test(text.charAt(start - 2))) return false;
  return !(isGap(text.charAt(end)) && /\d/.test(text.charAt(end + 1)));
}
