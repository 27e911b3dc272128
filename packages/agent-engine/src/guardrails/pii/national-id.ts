import validator from 'validator';
import { textBefore } from './characters.ts';
import { isCalendarDay, spanishLetter, verhoeff } from './checksums.ts';
import type { Finding, Segment } from './kinds.ts';
import { isWholeNumber, type NumberCandidate, standsAlone, windows } from './numbers.ts';

const words = {
  ssn: /(?:ssn|social security|taxpayer)[^\n]{0,30}$/i,
  saudi: /(?:iqama|national id|identity|resident|civil|saudi id|\bid\b|هوي[ةه]|[إا]قام[ةه]|السجل المدني)[^\n]{0,30}$/iu,
  egypt: /(?:national|\bid\b|قومي|بطاق[ةه]|هوي[ةه])[^\n]{0,30}$/iu,
  aadhaar: /(?:aadhaar|aadhar|uidai|आधार)[^\n]{0,30}$/iu,
};

const egyptianProvinces = new Set(
  '01 02 03 04 11 12 13 14 15 16 17 18 19 21 22 23 24 25 26 27 28 29 31 32 33 34 35 88'.split(' '),
);

function isSocialSecurity(found: NumberCandidate, before: string): boolean {
  const { digits } = found;
  if (digits.length !== 9 || /^(?:000|666|9)/.test(digits) || digits.slice(3, 5) === '00' || digits.endsWith('0000'))
    return false;
  if (/^\d{3}-\d{2}-\d{4}$/.test(found.written))
    return !/^(?:123456789|(\d)\1{8})$/.test(digits) || words.ssn.test(before);
  return /^(?:\d{9}|\d{3} \d{2} \d{4})$/.test(found.written) && words.ssn.test(before);
}

function isSaudi({ digits, written }: NumberCandidate, before: string): boolean {
  return digits === written && /^[12]\d{9}$/.test(digits) && validator.isLuhnNumber(digits) && words.saudi.test(before);
}

function isTimestamp(digits: string): boolean {
  const year = Number(digits.slice(0, 4));
  const inDay =
    Number(digits.slice(8, 10)) < 24 && Number(digits.slice(10, 12)) < 60 && Number(digits.slice(12, 14)) < 60;
  return (
    year > 1969 && year < 2100 && inDay && isCalendarDay(year, Number(digits.slice(4, 6)), Number(digits.slice(6, 8)))
  );
}

function isEgyptian({ digits, written }: NumberCandidate, before: string): boolean {
  if (digits !== written || !/^[23]\d{13}$/.test(digits) || !egyptianProvinces.has(digits.slice(7, 9))) return false;
  const year = (digits.startsWith('2') ? 1900 : 2000) + Number(digits.slice(1, 3));
  if (!isCalendarDay(year, Number(digits.slice(3, 5)), Number(digits.slice(5, 7)))) return false;
  return words.egypt.test(before) || !isTimestamp(digits);
}

function isEmirati({ digits, written }: NumberCandidate): boolean {
  return /^784[- ]?(?:19|20)\d{2}[- ]?\d{7}[- ]?\d$/.test(written) && validator.isLuhnNumber(digits);
}

function isAadhaar({ digits, written }: NumberCandidate, before: string): boolean {
  if (!/^[2-9]\d{11}$/.test(digits) || !verhoeff(digits)) return false;
  if (/^\d{4}([ -])\d{4}\1\d{4}$/.test(written)) return true;
  return written === digits && words.aadhaar.test(before);
}

const numeric = [isSocialSecurity, isSaudi, isEgyptian, isEmirati, isAadhaar];

function findLettered({ folded }: Segment): Finding[] {
  const found: Finding[] = [];
  const keep = (match: RegExpMatchArray) => {
    const start = match.index ?? 0;
    const end = start + match[0].length;
    if (standsAlone(folded, { start, end })) found.push({ start, end, kind: 'NATIONAL_ID' });
  };
  for (const match of folded.matchAll(/\b(?:([XYZ])-?)?(\d{7,8}|\d{1,2}\.\d{3}\.\d{3})-?([A-Z])\b/g)) {
    const [, first = '', written = '', letter = ''] = match;
    const number = written.replaceAll('.', '');
    const wanted = first === '' ? 8 : 7;
    const value = Number(`${first === '' ? '' : 'XYZ'.indexOf(first)}${number}`);
    if (number.length === wanted && spanishLetter(value) === letter) keep(match);
  }
  const nino = /\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b/g;
  for (const match of folded.matchAll(nino)) keep(match);
  return found;
}

/**
 * Numbers of persons: US SSN, Saudi id and iqama, Egyptian national id, Emirates ID, Spanish DNI and NIE, UK NINO,
 * Aadhaar. Shapes that ordinary numbers share need a word before them that says so.
 */
export function findNationalIds(segment: Segment): Finding[] {
  const found = /[A-Z]/.test(segment.folded) ? findLettered(segment) : [];
  for (const each of windows(segment.folded, 9, 15)) {
    if (each.written.startsWith('+') || !standsAlone(segment.folded, each) || !isWholeNumber(segment.folded, each))
      continue;
    const before = textBefore(segment, each.start);
    if (numeric.some((test) => test(each, before)))
      found.push({ start: each.start, end: each.end, kind: 'NATIONAL_ID' });
  }
  return found;
}
