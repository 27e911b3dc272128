import { detectLanguage } from './language.ts';
import { foldDigits } from './pii/characters.ts';
import { type Sentence, sentencesOf } from './sentences.ts';
import { declines } from './topics.ts';
import { wordsOf } from './words.ts';

/** What an answer may rest on: a passage of a document, or the text of a tool's result. */
export interface Evidence {
  text: string;
  title?: string;
}

export type Support = 'supported' | 'unsupported' | 'unknown' | 'not_factual';

export interface CheckedSentence {
  start: number;
  end: number;
  support: Support;
}

/** Judges one factual sentence. Callers with a better judge (citations, a model) pass their own. */
export type SupportJudge = (
  sentence: string,
  evidence: readonly Evidence[],
  question: string,
) => Exclude<Support, 'not_factual'>;

export interface GroundingRequest {
  answer: string;
  question: string;
  evidence: readonly Evidence[];
  /** One number or name that the evidence does not hold makes a sentence unsupported. Default true. */
  strict?: boolean;
  judge?: SupportJudge;
}

const smallTalk =
  /^(?:hi|hello|hey|thanks|thank you|you['’]re welcome|welcome|sure|of course|certainly|great|good (?:morning|day|evening|question)|happy to|glad to|i hope|i['’]d be|i would be|please|feel free|let me|if you|would you|here (?:is|are)|مرحب|أهلا|اهلا|شكرا|عفوا|بالتأكيد|يسعدني|السلام عليكم|إذا|اذا|من فضلك|يرجى|bonjour|merci|bien sûr|hola|gracias|claro|hallo|danke|gerne)(?![\p{L}])/iu;
const absence =
  /\b(?:i (?:do not|don['’]t) (?:know|have)|no information|not (?:mentioned|specified|stated|covered|included|found)|could not find|couldn['’]t find|does not (?:say|mention|state|contain))\b|لا أعرف|لا اعرف|لا توجد معلومات|لم أجد|غير مذكور/iu;
const stopWords = new Set(
  (
    'the a an and or but of to in on at by for with from is are was were be been being it its this that these those as not no you your we our ' +
    'they their he she his her i my me can may will would should could do does did has have had which who what when where how than then also ' +
    'such there here all any each more most other some into over under about between after before during if so only just very per ' +
    'في من على الى عن مع هذا هذه ذلك تلك التي الذي هو هي ان او ثم كما لا ما قد كل بعد قبل بين عند حتى لم لن كان كانت يكون تكون ' +
    'le la les de des du et un une est dans pour que qui el los las y en es una der die das und ist ein eine mit'
  )
    .split(' ')
    .flatMap((word) => wordsOf(word).map(({ text }) => text)),
);
const spelledNumbers = 'two three four five six seven eight nine ten eleven twelve'.split(' ');
const months = 'january february march april may june july august september october november december'.split(' ');
/** Numbers in words and months, so that "15 January" fits 2024-01-15. "may" and "march" are too often verbs. */
const numberWords = new Map<string, string>([
  ...spelledNumbers.map((word, index) => [word, String(index + 2)] as const),
  ...months
    .filter((month) => month !== 'may' && month !== 'march')
    .map((month) => [month, String(months.indexOf(month) + 1)] as const),
]);

/** Citations, list marks and our own tokens are no part of what a sentence says. */
function bare(sentence: string): string {
  return foldDigits(sentence.replace(/\[\^?\d{1,3}\]|\[[A-Z_]+_\d+\]|^\s*(?:[-*•]|\d{1,2}[.)])\s+|[*_`#>]/g, ' '));
}

function numbersOf(text: string): string[] {
  const plain = foldDigits(text)
    .replace(/(\d)[,٬\u00a0](?=\d{3}(?!\d))/g, '$1')
    .replace(/٫/g, '.');
  const digits = (plain.match(/\d+(?:\.\d+)?/g) ?? []).map((number) => String(Number(number)));
  const spelled = (plain.toLowerCase().match(/[a-z]+/g) ?? []).flatMap((word) => numberWords.get(word) ?? []);
  return [...digits, ...spelled];
}

function contentOf(text: string): string[] {
  return wordsOf(text)
    .map((word) => word.text)
    .filter((word) => word.length > 1 && !stopWords.has(word) && !/^\d+$/.test(word) && !numberWords.has(word));
}

function namesOf(sentence: string): string[] {
  const inside = sentence.replace(/^\P{L}*\p{L}+/u, ' ');
  return (inside.match(/(?<![\p{L}\p{N}.])\p{Lu}[\p{L}\p{N}-]{2,}/gu) ?? [])
    .flatMap((name) => wordsOf(name).map(({ text }) => text))
    .filter((name) => !months.includes(name));
}

const share = (words: readonly string[], known: ReadonlySet<string>) =>
  words.length === 0 ? 1 : words.filter((word) => known.has(word)).length / words.length;

function sameLanguage(sentence: string, evidence: string): boolean {
  const isArabic = (text: string) =>
    (text.match(/[\u0621-\u064a]/g)?.length ?? 0) > (text.match(/[a-z]/gi)?.length ?? 0);
  if (isArabic(sentence) !== isArabic(evidence)) return false;
  const [one, other] = [detectLanguage(sentence), detectLanguage(evidence)];
  return one === 'unknown' || other === 'unknown' || one === other;
}

/** The built-in judge: numbers and names must occur in the evidence, and most of the sentence's words near each other. */
export function lexicalJudge(strict: boolean): SupportJudge {
  return (sentence, evidence, question) => {
    const said = bare(sentence);
    const texts = evidence.map(({ text, title }) => `${title ?? ''} ${text}`);
    const everything = [...texts, question].join('\n');
    const numbers = new Set(numbersOf(everything));
    if (strict && numbersOf(said).some((number) => !numbers.has(number))) return 'unsupported';
    if (!sameLanguage(said, texts.join('\n'))) return 'unknown';
    const known = new Set(contentOf(everything));
    const names = detectLanguage(said) === 'de' ? [] : namesOf(said);
    if (strict && names.length > 0 && share(names, known) <= 0.5) return 'unsupported';
    const words = contentOf(said);
    const best = Math.max(...texts.map((text) => share(words, new Set(contentOf(text)))));
    return best >= 0.5 || share(words, new Set(contentOf(texts.join('\n')))) >= 0.7 ? 'supported' : 'unsupported';
  };
}

/** Whether a sentence claims something about the world. Questions, small talk, refusals and headings do not. */
export function isFactual({ text }: Sentence): boolean {
  if (/[?？؟]["'”*_)]*$|:$/.test(text) || /^#{1,6} /.test(text)) return false;
  const plain = bare(text).trim();
  if (smallTalk.test(plain) || declines(plain) || absence.test(plain)) return false;
  const words = contentOf(plain).length;
  return words >= 3 || (words >= 1 && numbersOf(plain).length > 0);
}

/** Judges every sentence of an answer. Without evidence nothing can be judged and factual sentences are 'unknown'. */
export function checkGrounding(request: GroundingRequest): CheckedSentence[] {
  const { answer, question, evidence } = request;
  const judge = request.judge ?? lexicalJudge(request.strict ?? true);
  return sentencesOf(answer).map((sentence) => ({
    start: sentence.start,
    end: sentence.end,
    support: !isFactual(sentence)
      ? 'not_factual'
      : evidence.length === 0
        ? 'unknown'
        : judge(sentence.text, evidence, question),
  }));
}
