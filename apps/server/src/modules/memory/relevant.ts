import { tokensOf } from '@agentforge/rag/normalize';

const mostFacts = 8;
/** Who somebody is and what they asked to keep in mind counts for any question. */
const always = new Set(['name', 'home', 'work']);

interface Remembered {
  topic: string;
  text: string;
}

/** Those that fit a question best, at most 8: by words in common, then the newest. `memories` are newest first. */
export function relevantTo<Row extends Remembered>(question: string, memories: readonly Row[]): Row[] {
  const asked = new Set(wordsIn(question));
  const scored = memories.map((memory, age) => {
    const shared = wordsIn(memory.text).filter((word) => asked.has(word)).length;
    return { memory, score: shared + (always.has(memory.topic) ? 0.5 : 0), age };
  });
  return scored
    .toSorted((a, b) => b.score - a.score || a.age - b.age)
    .slice(0, mostFacts)
    .map(({ memory }) => memory);
}

function wordsIn(text: string): string[] {
  return [...new Set(tokensOf(text).flatMap(({ text: word, stop }) => (stop ? [] : [word])))];
}
