import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import { isWordCharacter, textBefore } from './characters.ts';
import type { Finding, Segment } from './kinds.ts';
import { isWholeNumber, type NumberCandidate, standsAlone, windows } from './numbers.ts';

/** Where the product is mostly used; callers pass their own. */
export const defaultRegions: readonly string[] = ['US', 'SA', 'AE', 'EG', 'GB'];

const phoneWords =
  /(?:phone|\btel|mobile|\bcell|\bcall|whats ?app|\bsms\b|\bfax|contact|dial|text me|هاتف|جوال|موبايل|تلفون|تليفون|اتصل|واتس|رقمي|tel[ée]fono|t[ée]l[ée]phone|telefon|handy|m[óo]vil|portable)[^\d\n]{0,24}$/iu;
const otherWords =
  /(?:order|invoice|ticket|tracking|track|account|serial|isbn|sku|ref|reference|case|part|model|batch|طلب|فاتور[ةه]|شحن[ةه]|تذكر[ةه]|حساب|مرجع)\.?[^\d\n]{0,16}$/iu;

const dateFirst = /^(?:(?:19|20)\d{2}([-. ])\d{1,2}\1\d{1,2}|\d{1,2}([-. ])\d{1,2}\2(?:19|20)\d{2})(?!\d)/;
const extension = /^(?:x|ext\.?)\d/i;

function isValidIn(written: string, region: string): boolean {
  if (!isSupportedCountry(region)) return false;
  const country: CountryCode = region;
  if (written.startsWith('0') && getCountryCallingCode(country) === '1') return false;
  const parsed = parsePhoneNumberFromString(written, country);
  return parsed?.isValid() === true && parsed.country === country;
}

/** Written the way people write national numbers: with a trunk zero, or (415) 555-2671, 415-555-2671, 1-800-… */
function looksNational({ written, groups, digits }: NumberCandidate): boolean {
  if (/^1?[-. ]?\(\d{3}\)[-. ]?\d{3}[-. ]\d{4}$/.test(written)) return true;
  if (/^(?:1[-.])?\d{3}([-.])\d{3}\1\d{4}$/.test(written)) return true;
  return /^\(?0[1-9]/.test(written) && digits.length >= 10 && groups.length <= 6 && !/[/]/.test(written);
}

/** A date, a fraction, a value in a query: written like a telephone number, but announced as something else. */
function isOtherNumber({ written, before }: NumberCandidate, words: string): boolean {
  if (otherWords.test(words) || /\/\d/.test(written) || before === '/' || dateFirst.test(written)) return true;
  return before === '=' && !written.startsWith('+');
}

function isPhone(found: NumberCandidate, segment: Segment): boolean {
  const before = textBefore(segment, found.start);
  if (isOtherNumber(found, before)) return false;
  const international = /^\(?\+/.test(found.written) || /^00[1-9]/.test(found.digits);
  if (international) {
    const number = `+${found.digits.replace(/^00/, '')}`;
    return parsePhoneNumberFromString(number)?.isValid() === true;
  }
  const spoken = phoneWords.test(before) && found.digits.length >= 9;
  if (!spoken && !looksNational(found)) return false;
  return segment.regions.some((region) => isValidIn(found.written, region));
}

function hasCleanBorders(text: string, found: NumberCandidate): boolean {
  if (extension.test(text.slice(found.end, found.end + 5))) return !isWordCharacter(found.before);
  if (found.written.startsWith('+') || found.written.startsWith('(+')) {
    return !isWordCharacter(found.before) && !isWordCharacter(found.after);
  }
  return standsAlone(text, found) && isWholeNumber(text, found);
}

/**
 * Phone numbers: international ones anywhere, national ones of `regions` when their form or a word before them says so.
 * Validity is libphonenumber's. Digits alone are never enough: order and tracking numbers look the same.
 */
export function findPhones(segment: Segment): Finding[] {
  const found: Finding[] = [];
  let covered = 0;
  for (const each of windows(segment.folded, 8, 15)) {
    if (each.start < covered || !hasCleanBorders(segment.folded, each) || !isPhone(each, segment)) continue;
    found.push({ start: each.start, end: each.end, kind: 'PHONE' });
    covered = each.end;
  }
  return found;
}
