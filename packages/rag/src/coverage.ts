import { tokensOf } from './normalize.ts';

/** Tokens of a question with the weight each has. */
export type Weighted = ReadonlyMap<string, number>;

const tokenCache = new WeakMap<readonly string[], Set<string>[]>();

function tokenSets(texts: readonly string[]): Set<string>[] {
  const known = tokenCache.get(texts);
  if (known !== undefined) return known;
  const sets = texts.map((text) => new Set(tokensOf(text).map((token) => token.text)));
  tokenCache.set(texts, sets);
  return sets;
}

/** Rare tokens weigh more: inverse frequency among the given texts, never below a third of the rarest. */
export function weighTokens(tokens: readonly string[], texts: readonly string[]): Weighted {
  const sets = tokenSets(texts);
  const most = Math.log(1 + sets.length) + 1;
  return new Map(
    tokens.map((token) => {
      const having = sets.filter((set) => set.has(token)).length;
      return [token, Math.max(most / 3, Math.log((1 + sets.length) / (1 + having)) + 1)];
    }),
  );
}

/** Weighted share, 0 to 1, of the question's tokens that stand in the text. */
export function coverageOf(text: string, weights: Weighted): number {
  const present = new Set(tokensOf(text).map((token) => token.text));
  let total = 0;
  let found = 0;
  for (const [token, weight] of weights) {
    total += weight;
    if (present.has(token)) found += weight;
  }
  return total === 0 ? 0 : found / total;
}
