/** A word of a text: normal form for comparing, and where it stands. */
export interface Word {
  text: string;
  start: number;
  end: number;
}

const wordPattern = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}]+)*/gu;

/** One form for all spellings: no case, no accents or Arabic vowel marks, one alef, one ya, ta marbuta as ha. */
export function normaliseWord(word: string): string {
  if (/^[a-z0-9]+$/.test(word)) return word;
  return word
    .normalize('NFKD')
    .replace(/[\p{M}\u0640]/gu, '')
    .toLowerCase()
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/[ىی]/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/ک/g, 'ك')
    .replace(/['’]s$/, '');
}

function stemEnglish(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 5 && /(?:sh|ch|x|ss|z)es$/.test(word)) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith('s') && !/(?:ss|us|is|ics)$/.test(word)) return word.slice(0, -1);
  return word;
}

const arabicEndings = ['ات', 'ين', 'ون', 'ان', 'يه', 'ه'];

function stemArabic(word: string): string {
  let stem = word;
  const prefix = /^(?:[وف]?[بك]?ال|[وف]?لل)(?=\p{L}{3})/u.exec(stem)?.[0];
  if (prefix !== undefined) stem = stem.slice(prefix.length);
  const ending = arabicEndings.find((end) => stem.endsWith(end) && stem.length - end.length >= 3);
  return ending === undefined ? stem : stem.slice(0, -ending.length);
}

/** Light stem of a normalised word: English plurals; Arabic article with its particles, and common endings. */
export function stem(word: string): string {
  return /[\u0600-\u06ff]/.test(word) ? stemArabic(word) : stemEnglish(word);
}

/** The first word that starts at or after `from`, which must not lie inside a word. */
export function nextWord(text: string, from: number): Word | undefined {
  wordPattern.lastIndex = from;
  const match = wordPattern.exec(text);
  if (!match) return undefined;
  return { text: stem(normaliseWord(match[0])), start: match.index, end: match.index + match[0].length };
}

/** Words in reading order. Chinese and Japanese characters count as words of their own. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (let word = nextWord(text, 0); word; word = nextWord(text, word.end)) words.push(word);
  return words;
}
