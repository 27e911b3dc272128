import validator from 'validator';
import { isWordCharacter } from './characters.ts';
import type { Finding, Segment } from './kinds.ts';

/** Length by country, from the SWIFT IBAN registry. */
const lengths = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 ' +
    'GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MA28 ' +
    'MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 SV28 TL23 ' +
    'TN24 TR26 UA29 VA22 VG24 XK20'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))] as const),
);

function endOfAccount(text: string, start: number, length: number): number {
  let taken = 0;
  let position = start;
  while (taken < length && position < text.length) {
    const character = text.charAt(position);
    if (/[A-Za-z0-9]/.test(character)) taken += 1;
    else if (!/[ \u00a0-]/.test(character) || /[^A-Za-z0-9]/.test(text.charAt(position + 1))) return -1;
    position += 1;
  }
  return taken === length ? position : -1;
}

/** Bank accounts: country length, structure and checksum; written in one piece or in groups. */
export function findIbans(segment: Segment): Finding[] {
  const found: Finding[] = [];
  const { folded } = segment;
  for (const match of folded.matchAll(/[A-Za-z]{2}\d{2}/g)) {
    const length = lengths.get(match[0].slice(0, 2).toUpperCase());
    if (length === undefined || isWordCharacter(folded.charAt(match.index - 1))) continue;
    const end = endOfAccount(folded, match.index, length);
    if (end < 0 || isWordCharacter(folded.charAt(end))) continue;
    if (
      validator.isIBAN(
        folded
          .slice(match.index, end)
          .replace(/[ \u00a0-]/g, '')
          .toUpperCase(),
      )
    ) {
      found.push({ start: match.index, end, kind: 'IBAN' });
    }
  }
  return found;
}
