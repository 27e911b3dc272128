import { isJsonObject, type JsonObject } from '@agentforge/kernel/json';
import type { NamedThing } from './drafting.ports.ts';

export interface Suggestion {
  id: string;
  name: string;
  reason: string;
}

const most = 5;
const commonWords = new Set(
  'about after agent also answer answers assist assistant base before customers document documents from have help helps into knowledge make questions search should that their them they this tool users using what when where which with your'.split(
    ' ',
  ),
);

function wordsOf(text: string): Set<string> {
  const words = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\d]+/u);
  // Four letters are a stem: "refund" and "refunds" are one word here.
  return new Set(words.filter((word) => word.length >= 4 && !commonWords.has(word)).map((word) => word.slice(0, 6)));
}

/** Things whose name or description shares words with the goal, best first. A word in the name counts twice. */
export function overlapping(goal: string, things: readonly NamedThing[]): Suggestion[] {
  const wanted = wordsOf(goal);
  return things
    .map((thing) => {
      const inName = [...wordsOf(thing.name)].filter((word) => wanted.has(word));
      const inText = [...wordsOf(thing.description)].filter((word) => wanted.has(word));
      return { thing, score: inName.length * 2 + inText.length };
    })
    .filter(({ score }) => score > 0)
    .sort((left, right) => right.score - left.score)
    .slice(0, most)
    .map(({ thing }) => ({ id: thing.id, name: thing.name, reason: `"${thing.name}" is about what the goal names.` }));
}

/** What a model suggested, as far as it is really there: an id of a model is a claim. */
export function suggestedBy(
  answer: JsonObject,
  list: string,
  idField: string,
  things: readonly NamedThing[],
): Suggestion[] {
  const given = answer[list];
  if (!Array.isArray(given)) return [];
  const byId = new Map(things.map((thing) => [thing.id, thing]));
  const found = new Map<string, Suggestion>();
  for (const item of given) {
    const thing = isJsonObject(item) ? byId.get(String(item[idField])) : undefined;
    if (!thing || !isJsonObject(item)) continue;
    const reason = typeof item['reason'] === 'string' ? item['reason'].slice(0, 500) : 'Suggested for this goal.';
    found.set(thing.id, { id: thing.id, name: thing.name, reason });
  }
  return [...found.values()].slice(0, most);
}
