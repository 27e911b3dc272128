export const piiKinds = ['SECRET', 'CARD', 'IBAN', 'NATIONAL_ID', 'EMAIL', 'PHONE', 'IP', 'NAME'] as const;

/** LITERAL is text that only looks like one of our tokens; it is kept apart so it can never be restored as a value. */
export type PiiKind = (typeof piiKinds)[number] | 'LITERAL';

/** Where a value stands: UTF-16 offsets, end exclusive. */
export interface Finding {
  start: number;
  end: number;
  kind: PiiKind;
}

export interface DetectOptions {
  /** Kinds to look for. Default: all of {@link piiKinds}. */
  kinds?: readonly PiiKind[];
  /** Two-letter regions whose national phone formats are understood. International numbers always are. */
  regions?: readonly string[];
  /** Which tokens are really ours; every other look-alike becomes a LITERAL. Absent: look-alikes are left alone. */
  isKnownToken?: (token: string) => boolean;
}

/** What a detector sees: one stretch of text that no value crosses, and what stood before it. */
export interface Segment {
  text: string;
  /** The same text with all decimal digits as 0-9; same length. */
  folded: string;
  /** Up to 80 characters before the segment. */
  context: string;
  /** Whether the segment is the last thing on its line. */
  endsLine: boolean;
  regions: readonly string[];
}

const rank = new Map<PiiKind, number>([['LITERAL', -1], ...piiKinds.map((kind, index) => [kind, index] as const)]);

/** Leaves findings that do not overlap: look-alike tokens first, then the longest, then the order of {@link piiKinds}. */
export function resolveOverlaps(findings: readonly Finding[]): Finding[] {
  if (findings.length < 2) return [...findings];
  const length = (finding: Finding) =>
    finding.kind === 'LITERAL' ? Number.MAX_SAFE_INTEGER : finding.end - finding.start;
  const byWeight = [...findings].sort(
    (a, b) => length(b) - length(a) || (rank.get(a.kind) ?? 0) - (rank.get(b.kind) ?? 0) || a.start - b.start,
  );
  const kept: Finding[] = [];
  for (const finding of byWeight) {
    const place = firstFrom(kept, finding.start);
    const previous = kept[place - 1];
    const next = kept[place];
    if ((previous && previous.end > finding.start) || (next && next.start < finding.end)) continue;
    kept.splice(place, 0, finding);
  }
  return kept;
}

/** Index of the first finding that starts at or after `start`; keeps overlap checks fast for hostile input. */
function firstFrom(sorted: readonly Finding[], start: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
