import validator from 'validator';
import { textBefore } from './characters.ts';
import type { Finding, Segment } from './kinds.ts';
import { type NumberCandidate, standsAlone, windows } from './numbers.ts';

/** Issuer prefixes with the lengths they use. Source: ISO/IEC 7812 ranges as published by the networks. */
const issuers: readonly { prefix: RegExp; lengths: readonly number[] }[] = [
  { prefix: /^4/, lengths: [13, 16, 19] },
  { prefix: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { prefix: /^3[47]/, lengths: [15] },
  { prefix: /^(?:6011|65|64[4-9])/, lengths: [16, 19] },
  { prefix: /^(?:30[0-5]|3[689])/, lengths: [14] },
  { prefix: /^35(?:2[89]|[3-8])/, lengths: [16] },
  { prefix: /^(?:62|81)/, lengths: [16, 19] },
  { prefix: /^(?:5018|5020|5038|5893|6304|6759|676[1-3]|5888|6361|9682)/, lengths: [16, 19] },
];

const cardWords = /(?:card|visa|master|amex|credit|debit|بطاق|tarjeta|carte|karte)[^\n]{0,30}$/iu;

function groupedLikeACard(found: NumberCandidate): boolean {
  const separators = found.written.replace(/\d/g, '');
  if (!/^(?: +|-+|\u00a0+|)$/.test(separators) || separators.length !== found.groups.length - 1) return false;
  const shape = found.groups.join('-');
  return found.groups.length === 1 || /^4-4-4-4(?:-3)?$|^4-6-[45]$|^4-4-4-1$/.test(shape);
}

/** Payment cards: issuer prefix with its length, Luhn, and the grouping cards have. */
export function findCards(segment: Segment): Finding[] {
  const found: Finding[] = [];
  for (const each of windows(segment.folded, 13, 19)) {
    const { digits } = each;
    if (!issuers.some(({ prefix, lengths }) => lengths.includes(digits.length) && prefix.test(digits))) continue;
    if (!groupedLikeACard(each) || !standsAlone(segment.folded, each) || !validator.isLuhnNumber(digits)) continue;
    // Bare numbers of 13 and 14 digits are more often article numbers and timestamps than cards.
    if (digits.length < 15 && each.groups.length === 1 && !cardWords.test(textBefore(segment, each.start))) continue;
    found.push({ start: each.start, end: each.end, kind: 'CARD' });
  }
  return found;
}
