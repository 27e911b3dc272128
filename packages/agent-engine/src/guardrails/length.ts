import type { MaxLength } from './policy.ts';

export interface LengthLimits {
  /** For the model request; undefined means no limit of ours. */
  maxTokens: number | undefined;
  /** Upper bound of UTF-16 characters shown, for models that overrun. About five per token. */
  maxCharacters: number | undefined;
}

const limits: Record<MaxLength, LengthLimits> = {
  short: { maxTokens: 400, maxCharacters: 2_000 },
  medium: { maxTokens: 900, maxCharacters: 4_500 },
  long: { maxTokens: 2_200, maxCharacters: 11_000 },
  unlimited: { maxTokens: undefined, maxCharacters: undefined },
};

export function lengthLimits(maxLength: MaxLength): LengthLimits {
  return limits[maxLength];
}

const sentenceEnd = /[.!?。！？؟۔…]["'”’)\]*_]{0,3}(?=\s)|\n/g;

/** How far before the limit an answer may be cut to end on a whole sentence. */
export function cutWindow(maxCharacters: number): number {
  return Math.min(600, Math.floor(maxCharacters / 3));
}

/** Position after the last complete sentence in `text`, or 0. A sentence is complete when a space or line follows it. */
export function lastSentenceEnd(text: string): number {
  let position = 0;
  for (const match of text.matchAll(sentenceEnd)) position = match.index + match[0].length;
  return position;
}

/**
 * Where to cut a text that is longer than `limit`: after a sentence in the last part, else before a word, else at the
 * limit; never inside a `[TOKEN_1]` or a character of two code units.
 */
export function cutPosition(text: string, limit: number): number {
  const sentence = lastSentenceEnd(text.slice(0, limit + 1));
  if (sentence > limit - cutWindow(limit) && sentence <= limit) return sentence;
  const word = Math.max(text.lastIndexOf(' ', limit), text.lastIndexOf('\n', limit));
  if (word > limit - cutWindow(limit)) return word;
  const open = text.lastIndexOf('[', limit);
  if (open > limit - 32 && !text.slice(open, limit).includes(']')) return open;
  const code = text.charCodeAt(limit - 1);
  return code >= 0xd800 && code < 0xdc00 ? limit - 1 : limit;
}
