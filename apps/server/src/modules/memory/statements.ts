import { toSearchText } from '@agentforge/rag/normalize';

/** Something durable that a person has said of themselves, in their words. */
export interface Statement {
  topic: string;
  text: string;
}

const mostStatements = 3;
const longestStatement = 300;

/** `topic` null: the statement is its own topic, so that different ones stand beside each other. */
const patterns: readonly { topic: string | null; pattern: RegExp }[] = [
  { topic: 'name', pattern: /\b(?:my name is|call me)\s+\S/i },
  { topic: 'name', pattern: /(?:^|\s)(?:اسمي|إسمي|نادني|ناديني)\s+\S/u },
  { topic: 'home', pattern: /\bI (?:live|am living|moved) (?:in|to)\s+\S/i },
  { topic: 'home', pattern: /(?:^|\s)(?:أسكن|أعيش|اسكن|اعيش) في\s+\S/u },
  { topic: 'work', pattern: /\bI work (?:in|at|for|as|with)\s+\S/i },
  { topic: 'work', pattern: /(?:^|\s)(?:أعمل|اعمل) (?:في|لدى|كـ?)\s*\S/u },
  { topic: null, pattern: /\bI (?:always |usually |would )?prefer\s+\S/i },
  { topic: null, pattern: /(?:^|\s)(?:أفضل|أفضّل|افضل) (?!من\s)\S/u },
  { topic: null, pattern: /\b(?:please )?remember (?:that|:)\s+\S/i },
  { topic: null, pattern: /(?:^|\s)تذكر (?:أن|أنني|أني|انني)\s*\S/u },
];

/** A token that stands for personal data: what it stands for is not kept here, and means nothing elsewhere. */
const hiddenValue = /\[[A-Z][A-Z_]*_\d+\]/;

/** What a message says that is worth keeping. Questions are not; neither is anything with hidden personal data. */
export function statementsOf(message: string): Statement[] {
  const found = new Map<string, Statement>();
  for (const sentence of sentencesOf(message)) {
    const match = patterns.find(({ pattern }) => pattern.test(sentence));
    if (match === undefined || hiddenValue.test(sentence)) continue;
    const topic = match.topic ?? `said ${toSearchText(sentence)}`.slice(0, longestStatement);
    found.set(topic, { topic, text: sentence });
  }
  return [...found.values()].slice(0, mostStatements);
}

function sentencesOf(message: string): string[] {
  return message
    .split(/(?<=[.!?؟。])\s+|\n+/u)
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim())
    .filter((sentence) => sentence.length <= longestStatement && !/[?؟]$/u.test(sentence));
}
