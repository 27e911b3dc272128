import { textBefore } from './characters.ts';
import type { Finding, Segment } from './kinds.ts';

const introductions =
  /(?:\bmy (?:full |first |last )?name(?:['’]s| is|:)|\b(?:full|patient|customer|contact|employee) name:|\bI(?:['’]m| am) (?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?|\bthis is (?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?|je m['’]appelle|mon nom est|me llamo|mi nombre es|ich hei(?:ß|ss)e|mein name ist|(?:^|\s)[وف]?[اإأ]سمي(?: الكامل)?(?: هو)?:?|(?:^|\s)[اأ]نا (?:السيدة?|الدكتورة?|ال[أا]ستاذة?|المهندسة?)|الاسم الكامل:?)[*_"']{0,3}\s{1,2}[*_"']{0,3}$/iu;
const closings =
  /(?:regards|sincerely|cheers|many thanks|thank you|thanks|yours truly|faithfully|cordialement|saludos|gr[üu](?:ß|ss)en?|تحياتي|التحي[ةه]|الاحترام)[,،]?[ \t]{0,2}\n\s{0,3}(?:[-–—]{1,2} )?$/iu;

/** Words after which the next one may begin a name or a secret; cheap to test on every word of a stream. */
export const armingWords: ReadonlySet<string> = new Set(
  (
    "is name's name’s i'm i’m mr mr. mrs mrs. ms ms. miss dr dr. prof prof. m'appelle m’appelle llamo es est ist heiße heisse " +
    'اسمي إسمي أسمي واسمي وإسمي فاسمي هو هي الكامل السيد السيدة الدكتور الدكتورة الأستاذ الأستاذة الاستاذ المهندس المهندسة ' +
    'bearer basic token'
  ).split(' '),
);

/** Last words of a closing line of a letter, without the comma. */
export const closingWords: ReadonlySet<string> = new Set(
  'regards sincerely cheers thanks you truly faithfully cordialement saludos grüße grüßen تحياتي التحية التحيه الاحترام'.split(
    ' ',
  ),
);

const noName = new Set(
  (
    'The A An I It We You This That Not Very Please Support Team Sales Customer Service Help Info Admin Happy Unknown Available ' +
    'Here There Let Have Thank Thanks Best Kind Hello Hi Dear Your Our My On In At For And But Because None Anonymous Private'
  ).split(' '),
);
const noArabicName = new Set(
  'ليس هو هي مكتوب كما في على من لا غير موجود ما لن لم هنا مسجل خطأ صحيح كان مستعار'.split(' '),
);
const particles = new Set('van von der den de la del di da dos bin bint ibn al el abu ben'.split(' '));
const arabicNames = new Set(
  (
    'محمد أحمد احمد محمود مصطفى علي عمر عثمان حسن حسين خالد سعيد سعد فهد فيصل عبدالله عبدالرحمن عبدالعزيز عبد إبراهيم ابراهيم ' +
    'يوسف يونس موسى عيسى سليمان سلمان سلطان ناصر صالح طارق زياد ياسر ماجد نايف تركي بندر راشد حمد حمدان جاسم كريم أمين أنس بلال ' +
    'هشام وليد رامي سامي هاني عادل جمال كمال نبيل منصور مروان مازن نواف مشعل مساعد فاطمة عائشة خديجة مريم زينب سارة نورة نوره ' +
    'هند ليلى سلمى منى هدى أمل ريم رنا دانا لينا ندى سمر هالة أسماء شيماء إيمان رحمة جميلة لطيفة مها وفاء الله الرحمن العزيز ' +
    'الكريم الحسن الحسين السيد بن بنت ابن ابنة أبو ابو آل ال'
  ).split(' '),
);

const punctuation = /^[*_"'(]+|[*_"').,;:!?،؛؟]+$/g;
const latinName = /^\p{Lu}[\p{L}'’.-]{0,30}$/u;
const arabicWord = /^[\u0621-\u064a]{2,20}$/;

/** Whether a word can begin a name that was just announced. */
export function beginsName(word: string): boolean {
  const bare = word.replace(punctuation, '');
  if (arabicWord.test(bare)) return !noArabicName.has(bare);
  return latinName.test(bare) && bare.length > 1 && !noName.has(bare) && !/^(?:Mr|Mrs|Ms|Miss|Dr|Prof)$/.test(bare);
}

/** Whether a further word belongs to the name begun before it: capitals and particles, or common Arabic names. */
export function continuesName(word: string): boolean {
  const bare = word.replace(punctuation, '');
  if (latinName.test(bare) || particles.has(bare)) return !noName.has(bare);
  return arabicNames.has(bare) || /^ال[\u0621-\u064a]{2,10}ي$/.test(bare);
}

/** Length of what a pattern finds; 0 for nothing. */
const lengthOf = (pattern: RegExp, text: string): number => pattern.exec(text)?.[0].length ?? 0;

/** Names of persons, only where the text says one comes: "my name is …", "I am Mr …", "اسمي …", the line under a closing. */
export function findName(segment: Segment): Finding[] {
  const { text } = segment;
  const lead = lengthOf(/^[\s*_"'(]*/, text);
  const before = textBefore(segment, lead, 80);
  const words = text.slice(lead).trim().split(/\s+/);
  const signed = closings.test(before) && segment.endsLine && words.length > 1 && words.length < 5;
  if (!signed && !introductions.test(before)) return [];
  while (words.length > 1 && particles.has(words.at(-1) ?? '')) words.pop();
  const last = words.at(-1) ?? '';
  const end = text.lastIndexOf(last) + last.length;
  const trailing = lengthOf(/[*_"').,;:!?،؛؟]+$/, text.slice(lead, end));
  return end - trailing > lead ? [{ start: lead, end: end - trailing, kind: 'NAME' }] : [];
}
