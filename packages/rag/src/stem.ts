const vowel = /[aeiouy]/;

function stripPlural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (/(?:x|ch|sh|z)es$/.test(word)) return word.slice(0, -2);
  if (word.endsWith('s') && !/(?:ss|us|is)$/.test(word)) return word.slice(0, -1);
  return word;
}

function stripVerbEnding(word: string): string {
  const match = /^(.*)(?:ing|ed)$/.exec(word);
  const stem = match?.[1];
  if (stem === undefined || stem.length < 3 || !vowel.test(stem)) return word;
  return /([^aeiouylsz])\1$/.test(stem) ? stem.slice(0, -1) : stem;
}

const derived: readonly [ending: RegExp, replacement: string][] = [
  [/(?:ization|isation)$/, 'iz'],
  [/ations?$/, 'at'],
  [/ments?$/, ''],
  [/ness$/, ''],
  [/ful$/, ''],
  [/ally$/, 'al'],
  [/ly$/, ''],
];

function stripDerived(word: string): string {
  for (const [ending, replacement] of derived) {
    const stem = word.replace(ending, replacement);
    if (stem !== word && stem.length >= 4) return stem;
  }
  return word;
}

/** A small Porter-like stemmer: plural, -ing/-ed, a few derivations, final e and y. */
function stemEnglish(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  const stem = stripDerived(stripVerbEnding(stripPlural(word)));
  if (stem.length > 4 && stem.endsWith('e')) return stem.slice(0, -1);
  return stem.length > 3 && stem.endsWith('y') ? `${stem.slice(0, -1)}i` : stem;
}

const prefixes = ['وال', 'بال', 'كال', 'فال', 'ولل', 'ال', 'لل'];
const suffixes = ['ها', 'ان', 'ات', 'ون', 'ين', 'يه', 'ه', 'ي'];

/** Light Arabic stemming (after light10): article and particles in front, common endings, at least two letters stay. */
function stemArabic(word: string): string {
  let stem = word;
  const prefix = prefixes.find((start) => stem.startsWith(start) && stem.length - start.length >= 2);
  if (prefix !== undefined) stem = stem.slice(prefix.length);
  else if (stem.length >= 5 && stem.startsWith('و')) stem = stem.slice(1);
  for (const suffix of suffixes) {
    if (stem.endsWith(suffix) && stem.length - suffix.length >= 3) stem = stem.slice(0, -suffix.length);
  }
  return stem;
}

/** The stem of a folded word; words of other languages stay as they are. */
export function stem(word: string): string {
  return /[\u0621-\u064a]/.test(word) ? stemArabic(word) : stemEnglish(word);
}
