import { foldText } from './normalize-words.ts';

const months = [
  ['january', 'jan', 'يناير', 'كانون الثاني'],
  ['february', 'feb', 'فبراير', 'شباط'],
  ['march', 'mar', 'مارس', 'آذار'],
  ['april', 'apr', 'أبريل', 'ابريل', 'نيسان'],
  ['may', 'مايو', 'أيار'],
  ['june', 'jun', 'يونيو', 'حزيران'],
  ['july', 'jul', 'يوليو', 'تموز'],
  ['august', 'aug', 'أغسطس', 'آب'],
  ['september', 'sep', 'sept', 'سبتمبر', 'أيلول'],
  ['october', 'oct', 'أكتوبر', 'تشرين الأول'],
  ['november', 'nov', 'نوفمبر', 'تشرين الثاني'],
  ['december', 'dec', 'ديسمبر', 'كانون الأول'],
] as const;
const monthNumber = new Map(months.flatMap((names, i) => names.map((name) => [foldText(name), i + 1] as const)));

const words =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const tens = { thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90 };
const wordNumber = new Map<string, number>([...words.map((word, i) => [word, i] as const), ...Object.entries(tens)]);

const scales: Record<string, number> = {
  thousand: 1e3,
  k: 1e3,
  million: 1e6,
  mn: 1e6,
  m: 1e6,
  billion: 1e9,
  bn: 1e9,
  الف: 1e3,
  مليون: 1e6,
  مليار: 1e9,
};

function decimal(text: string): number {
  // `1,234.50`, `1.234,50` and `1 234,5` are the same habit: a separator followed by three digits groups them.
  const grouped = text.replace(/[,.'\u00a0\u202f\u066c](?=\d{3}(?!\d))/g, '').replace(/[,\u066b]/g, '.');
  return Number(grouped);
}

/** The numbers of a text, each once; `1.5 million` counts as 1.5 and as 1,500,000. */
export function numbersOf(text: string): number[][] {
  const folded = foldText(text);
  const found: number[][] = [];
  for (const match of folded.matchAll(/\d+(?:[,.'\u00a0\u202f\u066b\u066c]\d+)*(?:\s?(\p{L}+))?/gu)) {
    const digits = /^[\d,.'\u00a0\u202f\u066b\u066c]+/.exec(match[0])?.[0] ?? '';
    const value = decimal(digits);
    // Dates and versions (`1.2.3`) have no value; their parts must each be there.
    if (Number.isNaN(value))
      found.push(
        ...digits
          .split(/\D+/)
          .filter(Boolean)
          .map((part) => [Number(part)]),
      );
    else found.push([value, value * (scales[match[1] ?? ''] ?? 1)]);
  }
  return found;
}

/** Every number a text states, also in words and as months. */
export function statedNumbers(text: string): Set<number> {
  const stated = new Set(numbersOf(text).flat());
  for (const word of foldText(text).split(/[^\p{L}]+/u)) {
    const value = wordNumber.get(word) ?? monthNumber.get(word);
    if (value !== undefined) stated.add(value);
  }
  return stated;
}

/** 1 to 12 for the name of a month (English, Arabic). */
export function monthOf(word: string): number | undefined {
  return monthNumber.get(foldText(word));
}

/** Capitalised words inside a sentence, acronyms and codes, folded: what must be in the source letter by letter. */
export function namesOf(sentence: string): string[] {
  const names: string[] = [];
  const pattern = /\p{Lu}[\p{L}\p{N}]+(?:[-.][\p{L}\p{N}]+)*/gu;
  for (const match of sentence.matchAll(pattern)) {
    const before = sentence.slice(0, match.index).trimEnd();
    const opens = before === '' || /[.!?:؟。\n*#>"“(|-]$/.test(before);
    const acronym = /^\p{Lu}[\p{Lu}\p{N}-]+$/u.test(match[0]);
    if ((!opens || acronym) && monthOf(match[0]) === undefined) names.push(foldText(match[0]));
  }
  return names;
}

const negation =
  /(?<![\p{L}\p{N}])(?:not|no|never|none|neither|without|cannot|nor|لا|ليس|ليست|لم|لن|غير|بدون|دون)(?![\p{L}\p{N}])|n['’]t(?![\p{L}])/iu;

/** Whether a sentence says no. */
export function isNegated(sentence: string): boolean {
  return negation.test(sentence);
}
