import { toSearchText } from '@agentforge/rag/normalize';

/** Something durable that a person has said of themselves, in their words. */
export interface Statement {
  topic: string;
  kind: 'fact' | 'preference';
  text: string;
}

const mostStatements = 3;
const longestStatement = 300;

/** `topic` null: the statement is its own topic, so that different ones stand beside each other. */
const patterns: readonly { topic: string | null; kind: Statement['kind']; pattern: RegExp }[] = [
  { topic: 'name', kind: 'fact', pattern: /\b(?:my name is|call me)\s+\S/i },
  { topic: 'name', kind: 'fact', pattern: /(?:^|\s)(?:اسمي|إسمي|نادني|ناديني)\s+\S/u },
  { topic: 'home', kind: 'fact', pattern: /\bI (?:live|am living|moved) (?:in|to)\s+\S/i },
  { topic: 'home', kind: 'fact', pattern: /(?:^|\s)(?:أسكن|أعيش|اسكن|اعيش) في\s+\S/u },
  { topic: 'work', kind: 'fact', pattern: /\bI work (?:in|at|for|as|with)\s+\S/i },
  { topic: 'work', kind: 'fact', pattern: /(?:^|\s)(?:أعمل|اعمل) (?:في|لدى|كـ?)\s*\S/u },
  { topic: null, kind: 'preference', pattern: /\bI (?:always |usually |would )?prefer\s+\S/i },
  { topic: null, kind: 'preference', pattern: /(?:^|\s)(?:أفضل|أفضّل|افضل) (?!من\s)\S/u },
  { topic: null, kind: 'fact', pattern: /\b(?:please )?remember (?:that|:)\s+\S/i },
  { topic: null, kind: 'fact', pattern: /(?:^|\s)تذكر (?:أن|أنني|أني|انني)\s*\S/u },
];

/** What a message says that is worth keeping. Questions are not. Personal data stands as tokens. */
export function statementsOf(message: string): Statement[] {
  const found = new Map<string, Statement>();
  for (const sentence of sentencesOf(message)) {
    const match = patterns.find(({ pattern }) => pattern.test(sentence));
    if (match === undefined) continue;
    const topic = match.topic ?? topicOf(sentence);
    found.set(topic, { topic, kind: match.kind, text: sentence });
  }
  return [...found.values()].slice(0, mostStatements);
}

/** The topic of what stands for itself. */
export function topicOf(text: string): string {
  return `said ${toSearchText(text)}`.slice(0, longestStatement);
}

const firstPerson =
  /\b(?:I|I['’](?:m|ve|d|ll)|my|mine|me|we|our|je|j['’]|mon|ma|mes|nous|ich|mein\w*|mir|wir|yo|mi|mis|soy|tengo|eu|meu|minha|io|mio|mia|ben|benim)\b|(?:^|\s)(?:أنا|انا|عندي|لدي|نحن|أحب|احب|أكره|أريد|اريد|أحتاج|احتاج|كنت|\S{2,}(?:ني|تي|ي))(?=\s|$|[.،,])/iu;

/** Who asks for something names themselves too: that alone says nothing of them, and a model's reading of it costs. */
const requests =
  /\b(?:tell|show|give|help|let|send|teach|remind|find|get|bring|write|make|read|explain (?:it )?to)\s+me\b|\b(?:sag|zeig|gib|erklär|hilf|schreib|such)\w*\s+mir\b/giu;

/** Whether a message states something of its writer, so that a model should read it: sentences, not questions. */
export function speaksOfOneself(message: string): boolean {
  return sentencesOf(message, 1_000).some(
    (sentence) => sentence.length >= 12 && firstPerson.test(sentence.replace(requests, '')),
  );
}

function sentencesOf(message: string, longest = longestStatement): string[] {
  return message
    .split(/(?<=[.!?؟。])\s+|\n+/u)
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim())
    .filter((sentence) => sentence.length <= longest && !/[?؟]$/u.test(sentence));
}
