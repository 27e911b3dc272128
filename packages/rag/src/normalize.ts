import { foldText, wordsOf } from './normalize-words.ts';
import { stem } from './stem.ts';
import { isStopWord } from './stop-words.ts';

export interface Token {
  /** What is compared: folded, stemmed, letters and digits only. */
  text: string;
  stop: boolean;
}

/** Writings without spaces between words: Chinese, Japanese, Thai, Lao, Burmese, Khmer; Korean gains from it too. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Khmer}\u30fc]+/u;
const han = /^\p{Script=Han}$/u;
/** `employee's`, `don't`: the ending is no word. */
const contractions = /['’](?:s|t|re|ve|ll|d|m)(?![\p{L}\p{N}])/gu;
/** `1,234` is one number. */
const grouping = /(?<=\d)[,\u066c](?=\d{3}(?!\d))/g;
/** PostgreSQL refuses lexemes over 2 KB; a word is never this long. */
const longestToken = 64;

function* pairs(run: string, forText: boolean): Generator<Token> {
  const signs = [...run];
  if (signs.length === 1) yield { text: run, stop: false };
  for (let i = 0; i + 1 < signs.length; i += 1) yield { text: `${signs[i] ?? ''}${signs[i + 1] ?? ''}`, stop: false };
  // A question of one sign finds it too; a longer question asks for pairs only.
  if (forText && signs.length > 1) for (const sign of signs) if (han.test(sign)) yield { text: sign, stop: false };
}

function* wordTokens(word: string, forText: boolean): Generator<Token> {
  let rest = word;
  for (let run = unspaced.exec(rest); run !== null; run = unspaced.exec(rest)) {
    if (run.index > 0) yield* wordTokens(rest.slice(0, run.index), forText);
    yield* pairs(run[0], forText);
    rest = rest.slice(run.index + run[0].length);
  }
  if (rest === '') return;
  const text = [...stem(rest.slice(0, 256))].slice(0, longestToken).join('');
  if (/[\p{L}\p{N}]/u.test(text)) yield { text, stop: isStopWord(rest) };
}

/** Codes and numbers written with separators (`NW-2041`, `1,234.50`) also count as one word. */
function* compoundTokens(folded: string): Generator<Token> {
  for (const match of folded.matchAll(/[\p{L}\p{N}]{1,32}(?:[-_./,:#][\p{L}\p{N}]{1,32}){1,6}/gu)) {
    if (!/\p{N}/u.test(match[0])) continue;
    yield { text: match[0].replace(/[^\p{L}\p{N}]/gu, '').slice(0, longestToken), stop: false };
  }
}

/** Tokens of a text, in order, compounds last. Texts and questions are cut the same way. */
export function tokensOf(text: string, side: 'text' | 'query' = 'text'): Token[] {
  const folded = foldText(text).replace(contractions, ' ').replace(grouping, '');
  const tokens: Token[] = [];
  for (const word of wordsOf(folded)) for (const token of wordTokens(word.text, side === 'text')) tokens.push(token);
  for (const token of compoundTokens(folded)) tokens.push(token);
  return tokens;
}

/**
 * What to index with `to_tsvector('simple', …)`: tokens of letters and digits with a space between. Words that say
 * nothing stay in, so that a question made of nothing else ("The Who") still finds its answer.
 */
export function toSearchText(text: string): string {
  return tokensOf(text)
    .map((token) => token.text)
    .join(' ');
}

const mostTokens = 64;

/** Distinct tokens of a question; words that say nothing only when there are no others. At most 64. */
export function queryTokens(query: string): string[] {
  const tokens = tokensOf(query.slice(0, 10_000), 'query');
  const telling = tokens.filter((token) => !token.stop);
  const kept = telling.length > 0 ? telling : tokens;
  return [...new Set(kept.map((token) => token.text))].slice(0, mostTokens);
}

/**
 * A question for `to_tsquery('simple', …)`: `'token' | 'token'` (or `&` for all). Only letters, digits and marks stand
 * between the quotes. Empty when the question has no words: then nothing is to be searched.
 */
export function toSearchQuery(query: string, match: 'any' | 'all' = 'any'): string {
  return queryTokens(query)
    .map((token) => `'${token}'`)
    .join(match === 'any' ? ' | ' : ' & ');
}
