import type { LanguageRule } from './policy.ts';
import type { Verdict } from './verdict.ts';

export type Language = 'en' | 'ar' | 'fr' | 'es' | 'de';
export type DetectedLanguage = Language | 'unknown';

const stopWords: Record<Exclude<Language, 'ar'>, ReadonlySet<string>> = {
  en: new Set(
    'the and is are was of to in that it for you with this not have be on as at your can what how please will my from'.split(
      ' ',
    ),
  ),
  fr: new Set(
    'le la les et est une des du que qui dans pour pas vous nous je avec sur ce au aux votre mon comment quel sont être il elle'.split(
      ' ',
    ),
  ),
  es: new Set(
    'el la los las y es una de que en por para con no se su del al como más mi está usted puede qué cómo son hay'.split(
      ' ',
    ),
  ),
  de: new Set(
    'der die das und ist ein eine nicht ich sie wir mit für auf zu den von dem wie was kann bitte mein sind werden auch im'.split(
      ' ',
    ),
  ),
};
const wordLimit = 400;

function latinLanguage(words: readonly string[]): DetectedLanguage {
  const score = (language: Exclude<Language, 'ar'>) => ({
    language,
    score: words.filter((word) => stopWords[language].has(word)).length,
  });
  const scores = [score('en'), score('fr'), score('es'), score('de')];
  scores.sort((a, b) => b.score - a.score);
  const [best, second] = scores;
  if (!best || !second || best.score < 2 || best.score < words.length * 0.08) return 'unknown';
  return best.score > second.score * 1.4 ? best.language : 'unknown';
}

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Language of a text by script and frequent words; 'unknown' when short, mixed or another language. Code is left out. */
export function detectLanguage(text: string): DetectedLanguage {
  const prose = text.slice(0, 8_000).replace(/```[^`]*(?:```|$)|`[^`\n]*`|https?:\/\/\S+|\[[A-Z_]+_\d+\]/g, ' ');
  const arabic = countOf(prose, /[\u0621-\u064a]/g);
  const latin = countOf(prose, /[a-zà-öø-ÿ]/gi);
  const letters = countOf(prose, /\p{L}/gu);
  if (letters < 3) return 'unknown';
  // Persian and Urdu share the script; these letters do not occur in Arabic.
  if (arabic > letters * 0.6) return countOf(prose, /[پچژگٹڈڑںےکی]/g) > arabic * 0.02 ? 'unknown' : 'ar';
  if (latin < letters * 0.8) return 'unknown';
  const words = prose.toLowerCase().match(/\p{L}+/gu) ?? [];
  return latinLanguage(words.slice(0, wordLimit));
}

/** The language to write our own sentences in. */
export function replyLanguage(rule: LanguageRule, userText: string): Language {
  if (rule === 'en' || rule === 'ar') return rule;
  const detected = detectLanguage(userText);
  if (detected !== 'unknown') return detected;
  return countOf(userText, /[\u0621-\u064a]/g) * 2 > userText.length ? 'ar' : 'en';
}

const names: Record<Language, string> = { en: 'English', ar: 'Arabic', fr: 'French', es: 'Spanish', de: 'German' };

/** A flag when the answer is surely in another language than the rule asks for; nothing when either side is unsure. */
export function checkLanguage(rule: LanguageRule, answer: string, userText: string): Verdict | undefined {
  if (rule === 'multi') return undefined;
  const wanted = rule === 'user' ? detectLanguage(userText) : rule;
  const actual = detectLanguage(answer);
  if (wanted === 'unknown' || actual === 'unknown' || wanted === actual) return undefined;
  return {
    stage: 'output',
    rule: 'language',
    action: 'flag',
    detail: `The answer is in ${names[actual]}, but the rule asks for ${names[wanted]}.`,
    spans: [{ start: 0, end: answer.length, kind: actual }],
  };
}
