import { findCards } from './card.ts';
import { bits, foldDigits } from './characters.ts';
import { findEmails } from './email.ts';
import { findIbans } from './iban.ts';
import { findIps } from './ip.ts';
import { type DetectOptions, type Finding, type PiiKind, resolveOverlaps, type Segment } from './kinds.ts';
import { findName } from './name.ts';
import { findNationalIds } from './national-id.ts';
import { defaultRegions, findPhones } from './phone.ts';
import { findSecrets } from './secret.ts';

/** A stretch of text as the segmenter cut it. */
export interface RawSegment {
  text: string;
  context: string;
  /** Union of the class bits of its characters. */
  flags: number;
  endsLine: boolean;
  /** Whether the word before it announces a secret or a name. */
  announced: boolean;
  mayBeName: boolean;
}

const tokenShape = /\[[A-Z]{2,12}(?:_[A-Z]{2,12})?_\d{1,6}\]/g;

function findLookAlikes(text: string, isKnown: (token: string) => boolean): Finding[] {
  return [...text.matchAll(tokenShape)]
    .filter((match) => !isKnown(match[0]))
    .map((match) => ({ start: match.index, end: match.index + match[0].length, kind: 'LITERAL' }));
}

/** Values inside tokens of ours are no values: `password: [SECRET_1]`. */
function outsideTokens(text: string, findings: readonly Finding[]): Finding[] {
  const tokens = [...text.matchAll(tokenShape)].map((match) => [match.index, match.index + match[0].length] as const);
  return findings.filter(
    ({ kind, start, end }) => kind === 'LITERAL' || !tokens.some(([from, to]) => start < to && end > from),
  );
}

function findNumbers(segment: Segment, wants: (kind: PiiKind) => boolean): Finding[] {
  const { folded } = segment;
  const found = wants('IP') ? findIps(segment) : [];
  if (folded.length < 8) return found;
  if (wants('CARD')) found.push(...findCards(segment));
  if (wants('IBAN')) found.push(...findIbans(segment));
  if (wants('NATIONAL_ID')) found.push(...findNationalIds(segment));
  if (wants('PHONE')) found.push(...findPhones(segment));
  return found;
}

/** All findings of one segment, not overlapping, in order. Pure; time is linear in the segment. */
export function scanSegment(raw: RawSegment, options: DetectOptions): Finding[] {
  const { text, flags, context, endsLine } = raw;
  const segment: Segment = {
    text,
    context,
    endsLine,
    folded: flags & bits.foreignDigit ? foldDigits(text) : text,
    regions: options.regions ?? defaultRegions,
  };
  const wants = (kind: PiiKind) => options.kinds === undefined || options.kinds.includes(kind);
  const found: Finding[] = [];
  if (flags & bits.digit) found.push(...findNumbers(segment, wants));
  if (flags & bits.at && wants('EMAIL')) found.push(...findEmails(segment));
  if (wants('SECRET')) found.push(...findSecrets(segment, raw.announced));
  if (raw.mayBeName && wants('NAME')) found.push(...findName(segment));
  if (!(flags & bits.bracket)) return resolveOverlaps(found);
  if (options.isKnownToken) found.push(...findLookAlikes(text, options.isKnownToken));
  return resolveOverlaps(outsideTokens(text, found));
}
