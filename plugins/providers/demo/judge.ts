import { coverage, stemsOf } from './words.ts';

/** A verdict on an answer in the prompt, where one is to be judged. Agreement of words, not understanding. */
export interface Judgement {
  /** 0 to 1. */
  score: number;
  reason: string;
  /** The member of a verdict that fits the score. */
  pick(members: readonly string[]): string | undefined;
}

const good = /^(?:pass(?:ed)?|correct|good|yes|true|safe|allowed?|relevant|grounded|a|equal)$/i;
const bad = /^(?:fail(?:ed)?|incorrect|wrong|bad|no|false|unsafe|blocked?|irrelevant|f|different)$/i;

/** Compares what was expected (else the question) with the answer the prompt shows. */
export function judge(prompt: string): Judgement {
  const answer = section(prompt, 'actual|answer|output|response|candidate|completion|reply');
  const expected = section(prompt, 'expected|reference|ideal|ground truth|criteria|rubric|question|input');
  const known = answer !== undefined && expected !== undefined;
  const score = known ? round(coverage(stemsOf(expected), stemsOf(answer))) : 0.5;
  const reason = known
    ? `The answer covers ${Math.round(score * 100)} % of the words that were expected. (Judged by the demonstration model, by words only.)`
    : 'The demonstration model found nothing to compare here.';
  return { score, reason, pick: (members) => members.find((member) => (score >= 0.5 ? good : bad).test(member)) };
}

function section(prompt: string, names: string): string | undefined {
  const pattern = new RegExp(
    `(?:^|\\n)[ \\t#*<]*(?:${names})\\b[^:\\n>]{0,40}[:>]\\**[ \\t]*\\n?([\\s\\S]+?)(?=\\n[ \\t#*]*[A-Za-z][A-Za-z _-]{0,40}:|\\n\\s*<|\\n\\n|$)`,
    'i',
  );
  const text = pattern.exec(prompt)?.[1]?.trim();
  return text === undefined || text === '' ? undefined : text;
}

function round(value: number): number {
  return Math.round(Math.min(1, value) * 100) / 100;
}
