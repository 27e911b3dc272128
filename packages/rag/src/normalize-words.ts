/** One piece of a text that is a word, number or run of signs without spaces between words. */
export interface Word {
  text: string;
  start: number;
  end: number;
}

const wordPattern = /[\p{L}\p{N}\p{M}]+/gu;
const arabicMarks = /[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]/g;
const hebrewMarks = /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]/g;
const accents = /[\u0300-\u036f]/g;

const letters: Record<string, string> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ئ: 'ي',
  ؤ: 'و',
  ة: 'ه',
  ک: 'ك',
  ہ: 'ه',
  ۀ: 'ه',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
  ς: 'σ',
  þ: 'th',
};
const letterPattern = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');

function latinDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/** One spelling per word: case, accents, Arabic letter forms and marks, digits, full-width signs. Length may change. */
export function foldText(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().replace(arabicMarks, '').replace(hebrewMarks, '');
  const folded = plain.replace(letterPattern, (letter) => letters[letter] ?? letter);
  return latinDigits(folded.normalize('NFD').replace(accents, '').normalize('NFC')).replace(
    letterPattern,
    (letter) => letters[letter] ?? letter,
  );
}

/** Words of a text as they stand, with their positions. */
export function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(wordPattern), (match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}
