import { z } from 'zod';
import { detectPii } from '../pii/detect.ts';
import { type PiiKind, piiKinds } from '../pii/kinds.ts';
import cases from './pii-cases.json' with { type: 'json' };

/** `text` marks each value as `{{KIND|value}}`; a case of kind NONE holds none. */
const labelledCases = z.array(z.object({ kind: z.string(), text: z.string() })).parse(cases);

export interface KindScore {
  kind: PiiKind;
  found: number;
  missed: number;
  wrong: number;
  recall: number;
  precision: number;
}

export interface PiiEvaluation {
  cases: number;
  negatives: number;
  kinds: KindScore[];
  recall: number;
  precision: number;
  /** One line per miss or false alarm, for people who improve the detectors. The values are made up. */
  mistakes: string[];
}

/** The text without marks, and `KIND:start-end` of every value in it. */
export function readMarks(marked: string): { text: string; values: Set<string> } {
  const values = new Set<string>();
  let text = '';
  let position = 0;
  for (const match of marked.matchAll(/\{\{([A-Z_]+)\|([\s\S]*?)\}\}/g)) {
    text += marked.slice(position, match.index);
    values.add(`${match[1]}:${text.length}-${text.length + (match[2] ?? '').length}`);
    text += match[2] ?? '';
    position = match.index + match[0].length;
  }
  return { text: text + marked.slice(position), values };
}

const ratio = (part: number, whole: number) => (whole === 0 ? 1 : part / whole);

/** Recall and precision per kind on the labelled cases. A value counts only when kind and both borders are exact. */
export function evaluatePii(): PiiEvaluation {
  const counts = new Map<PiiKind, Record<'found' | 'missed' | 'wrong', number>>(
    piiKinds.map((kind) => [kind, { found: 0, missed: 0, wrong: 0 }]),
  );
  const mistakes: string[] = [];
  const add = (key: string, what: 'found' | 'missed' | 'wrong', text: string) => {
    for (const [kind, count] of counts) if (key.startsWith(`${kind}:`)) count[what] += 1;
    if (what !== 'found') mistakes.push(`${what} ${key} in ${JSON.stringify(text)}`);
  };
  for (const { text: marked } of labelledCases) {
    const { text, values } = readMarks(marked);
    const found = new Set(detectPii(text).map(({ kind, start, end }) => `${kind}:${start}-${end}`));
    for (const key of values) add(key, found.has(key) ? 'found' : 'missed', text);
    for (const key of found) if (!values.has(key)) add(key, 'wrong', text);
  }
  const kinds = [...counts].map(([kind, count]) => ({
    kind,
    ...count,
    recall: ratio(count.found, count.found + count.missed),
    precision: ratio(count.found, count.found + count.wrong),
  }));
  const total = (what: 'found' | 'missed' | 'wrong') => kinds.reduce((sum, kind) => sum + kind[what], 0);
  return {
    cases: labelledCases.length,
    negatives: labelledCases.filter(({ kind }) => kind === 'NONE').length,
    kinds,
    recall: ratio(total('found'), total('found') + total('missed')),
    precision: ratio(total('found'), total('found') + total('wrong')),
    mistakes,
  };
}
