/** A sentence of a text; UTF-16 offsets, end exclusive, without surrounding space. */
export interface Sentence {
  text: string;
  start: number;
  end: number;
}

const border = /(?<=[.!?؟。！？]["'”’)\]*_]{0,3})\s+|(?<=[。！？])|\n+/g;
const abbreviation = /(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|e\.g|i\.e|approx|Inc|Ltd|Co)|^\s*\d{1,2}|\b[A-Z])\.$/;

/** Splits prose into sentences; code blocks are left out, abbreviations and list numbers do not end one. */
export function sentencesOf(text: string): Sentence[] {
  const prose = text.replace(/```[\s\S]*?(?:```|$)/g, (block) => block.replace(/[^\n]/g, ' '));
  const found: Sentence[] = [];
  let start = 0;
  const add = (end: number) => {
    const raw = prose.slice(start, end);
    const trimmed = raw.trim();
    if (trimmed === '') return;
    const from = start + raw.indexOf(trimmed);
    found.push({ text: trimmed, start: from, end: from + trimmed.length });
  };
  for (const match of prose.matchAll(border)) {
    if (!match[0].includes('\n') && abbreviation.test(prose.slice(Math.max(start, match.index - 12), match.index)))
      continue;
    add(match.index);
    start = match.index + match[0].length;
  }
  add(prose.length);
  return found;
}
