import { estimateTokens } from '@agentforge/agent-engine/tokens';
import { tokensOf } from '@agentforge/rag/normalize';

export const mostFacts = 8;
const mostTokens = 800;
/** Who somebody is and what they asked to keep in mind counts for any question. */
const always = new Set(['name', 'home', 'work']);

interface Remembered {
  id: string;
  topic: string;
  text: string;
}

/**
 * Those that fit a question best, at most 8 and 800 tokens: by words in common and by meaning, then the newest.
 * `memories` are newest first; `near` tells how near some are by meaning, 0 to 1.
 */
export function relevantTo<Row extends Remembered>(
  question: string,
  memories: readonly Row[],
  near: ReadonlyMap<string, number> = new Map(),
): Row[] {
  const asked = new Set(wordsIn(question));
  const scored = memories.map((memory, age) => {
    const shared = wordsIn(memory.text).filter((word) => asked.has(word)).length;
    // A vector says more than a word in common, and something of every memory: only what it adds over the usual counts.
    const meaning = 4 * Math.max(0, (near.get(memory.id) ?? 0) - 0.2);
    return { memory, score: shared + meaning + (always.has(memory.topic) ? 0.5 : 0), age };
  });
  let left = mostTokens;
  return scored
    .toSorted((a, b) => b.score - a.score || a.age - b.age)
    .slice(0, mostFacts)
    .flatMap(({ memory }) => {
      left -= estimateTokens(memory.text);
      return left < 0 ? [] : [memory];
    });
}

function wordsIn(text: string): string[] {
  return [...new Set(tokensOf(text).flatMap(({ text: word, stop }) => (stop ? [] : [word])))];
}
