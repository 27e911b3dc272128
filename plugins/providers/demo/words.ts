import { arabicToEnglish, synonymGroups } from './lexicon.ts';

const englishStops = new Set(
  (
    'a an the and or but if of in on at to for from by with about as into is are was were be been am do does did have has had ' +
    'can could will would should may might must i me my we us our you your he she it its they them their this that these those ' +
    'what which who whom whose when where why how there here please tell give show let want need like get know say hello hi hey ' +
    'thanks thank also just any some all more very not no yes so than then too much many s t re ll ve d m'
  ).split(' '),
);
const arabicStops = new Set(
  (
    'في من على الي عن مع هل ما ماذا كيف متي اين لماذا هو هي هم انا انت نحن هذا هذه ذلك تلك التي الذي كم او ثم لا نعم يا اريد ' +
    'اعطني اخبرني لي لك له لها قل ان كان يكون لو سمحت من فضلك عند كل اي'
  ).split(' '),
);

/** Words of a text in order, lower case, without marks; numbers and ids stay whole. */
export function wordsOf(text: string): string[] {
  const spaced = text.replace(/([a-z\d])([A-Z][a-z])/g, '$1 $2').replace(/_/g, ' ');
  return normalise(spaced).match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu) ?? [];
}

/** The meaningful stems of a text, each once. */
export function stemsOf(text: string): Set<string> {
  const stems = new Set<string>();
  for (const word of wordsOf(text)) {
    for (const piece of word.split(/['’.-]/)) {
      if (piece === '' || isStop(piece)) continue;
      for (const stem of stemsOfWord(piece)) stems.add(stem);
    }
  }
  return stems;
}

/** True for words that carry no topic: articles, pronouns, question words, courtesies. */
export function isStop(word: string): boolean {
  return englishStops.has(word) || arabicStops.has(word);
}

/** How well two stems agree: 1 the same, 0.7 the same topic, 0 not at all. */
export function stemMatch(left: string, right: string): number {
  if (left === right) return 1;
  const group = groupOf.get(left);
  return group !== undefined && group === groupOf.get(right) ? 0.7 : 0;
}

/** Best agreement of one stem with any of several. */
export function bestMatch(stem: string, others: Iterable<string>): number {
  let best = 0;
  for (const other of others) best = Math.max(best, stemMatch(stem, other));
  return best;
}

/** Share (0–1) of the question's stems a text speaks of. */
export function coverage(question: ReadonlySet<string>, text: ReadonlySet<string>): number {
  if (question.size === 0) return 0;
  let found = 0;
  for (const stem of question) found += text.has(stem) ? 1 : bestMatch(stem, text);
  return found / question.size;
}

function normalise(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u064b-\u0655\u0670\u0640]/g, '')
    .toLowerCase()
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه');
}

/** An Arabic word also counts as the English word for it, because tools are mostly described in English. */
function stemsOfWord(word: string): string[] {
  if (!/[\u0600-\u06ff]/.test(word)) return [englishStem(word)];
  const stem = arabicStem(word);
  const english = translations.get(stem) ?? translations.get(word);
  return english ? [stem, ...english] : [stem];
}

function englishStem(word: string): string {
  if (/\d/.test(word) || word.length < 4) return word;
  let stem = word;
  if (stem.endsWith('ies') && stem.length > 4) stem = `${stem.slice(0, -3)}y`;
  else if (/(s|x|z|ch|sh)es$/.test(stem)) stem = stem.slice(0, -2);
  else if (/[^s]s$/.test(stem)) stem = stem.slice(0, -1);
  for (const ending of ['ations', 'ation', 'ments', 'ment', 'ing', 'ed', 'er', 'ly']) {
    if (stem.endsWith(ending) && stem.length - ending.length >= 3) {
      stem = stem.slice(0, -ending.length);
      break;
    }
  }
  stem = stem.replace(/([bdfgmnprt])\1$/, '$1');
  return stem.length > 3 ? stem.replace(/[ey]$/, '') : stem;
}

function arabicStem(word: string): string {
  let stem = word;
  for (const prefix of ['وال', 'بال', 'كال', 'فال', 'لل', 'ال', 'و', 'ب', 'ل']) {
    const rest = stem.length - prefix.length;
    if (stem.startsWith(prefix) && rest >= (prefix.length === 1 ? 4 : 3)) {
      stem = stem.slice(prefix.length);
      break;
    }
  }
  for (const suffix of ['ها', 'هم', 'ات', 'ون', 'ين', 'ان', 'يه', 'كم', 'نا', 'ه', 'ي', 'ك']) {
    if (stem.endsWith(suffix) && stem.length - suffix.length >= 3) return stem.slice(0, -suffix.length);
  }
  return stem;
}

const translations = new Map<string, string[]>();
for (const [arabic, english] of arabicToEnglish) {
  const stems = english.split(' ').map(englishStem);
  for (const form of arabic.split(' ')) {
    const plain = normalise(form);
    translations.set(plain, stems);
    translations.set(arabicStem(plain), stems);
  }
}

const groupOf = new Map<string, number>();
synonymGroups.forEach((group, index) => {
  for (const word of group.split(' ')) groupOf.set(englishStem(word), index);
});
