import type { Passage, PassageLocator } from '@agentforge/plugin-kit/tool';
import { findMarkers, type Marker } from './citation-markers.ts';
import { lineSpans, sentenceSpans, type Span, trimmed } from './graphemes.ts';
import { type Evidence, evidenceOf, isClaim, judgeClaim, type Verdict } from './support.ts';

/** One citation as the chat API answers it. `locator` names the quote's place in the document's text. */
export interface Citation {
  index: number;
  document_id: string;
  chunk_id: string;
  title: string;
  quote: string;
  locator: PassageLocator;
  /** Every sentence that cites this passage is supported. */
  supported: boolean;
}

export interface SentenceSupport extends Span {
  text: string;
  /** Whether the sentence states something; questions, headings and greetings do not. */
  claim: boolean;
  supported: boolean;
  /** Share of telling words found in the best place, 0 to 1. */
  containment: number;
  /** Passages it cites; of a sentence without markers those that support it. 1-based. */
  passages: number[];
  cited: boolean;
}

export interface CitationReport {
  citations: Citation[];
  sentences: SentenceSupport[];
  /** Cited numbers that name no passage. */
  unknown: number[];
  /** Supported claims among all claims, 0 to 1; 1 when nothing is claimed. */
  grounded: number;
}

interface CitedSentence extends Span {
  indexes: number[];
  cited: boolean;
}

function onlyMarkers(answer: string, span: Span, markers: readonly Marker[]): boolean {
  let rest = answer.slice(span.start, span.end);
  for (const marker of markers) rest = rest.replace(answer.slice(marker.start, marker.end), '');
  return /^[\s.,;]*$/.test(rest);
}

/** Where a sentence really begins: markers in front of it, after a full stop, belong to the one before. */
function leadingEnd(span: Span, inside: readonly Marker[], answer: string): number {
  let at = span.start;
  for (const marker of inside) {
    if (answer.slice(at, marker.start).trim() !== '') break;
    at = marker.end;
  }
  return at;
}

function splitAnswer(answer: string, markers: readonly Marker[]): CitedSentence[] {
  const sentences: CitedSentence[] = [];
  const cite = (sentence: CitedSentence, cited: readonly Marker[]): void => {
    sentence.indexes.push(...cited.flatMap((marker) => marker.indexes));
    sentence.cited ||= cited.length > 0;
  };
  for (const line of lineSpans(answer, 0, answer.length)) {
    let before: CitedSentence | undefined;
    for (const raw of sentenceSpans(answer, line.start, line.end)) {
      const span = trimmed(answer, raw);
      const inside = markers.filter((marker) => marker.start >= span.start && marker.start < span.end);
      const begin = before === undefined ? span.start : leadingEnd(span, inside, answer);
      if (before !== undefined && begin > span.start) {
        const leading = inside.filter((marker) => marker.end <= begin);
        cite(before, leading);
        before.end = leading.at(-1)?.end ?? before.end;
      }
      const own = trimmed(answer, { start: begin, end: span.end });
      if (own.end <= own.start || onlyMarkers(answer, own, inside)) continue;
      before = { ...own, indexes: [], cited: false };
      cite(
        before,
        inside.filter((marker) => marker.start >= begin),
      );
      sentences.push(before);
    }
  }
  return sentences;
}

/** Place of a quote in the document's text. A header repeated in front of a chunk has no place of its own. */
function locate(passage: Passage, span: Span): PassageLocator {
  const { locator, text } = passage;
  const shift = locator.end - text.length;
  const start = Math.min(Math.max(locator.start, span.start + shift), locator.end);
  return { ...locator, start, end: Math.min(Math.max(start, span.end + shift), locator.end) };
}

function citationOf(
  index: number,
  passage: Passage,
  verdicts: readonly Verdict[],
  evidence: readonly Evidence[],
): Citation {
  const own = verdicts.filter((verdict) => verdict.best?.passage === passage);
  const [best] = [...own].sort((a, b) => b.containment - a.containment);
  const span = best?.best ?? evidence[0] ?? { start: 0, end: passage.text.length };
  return {
    index,
    document_id: passage.documentId,
    chunk_id: passage.chunkId,
    title: passage.title,
    quote: passage.text.slice(span.start, span.end),
    locator: locate(passage, span),
    supported: verdicts.length > 0 && verdicts.every((verdict) => verdict.supported),
  };
}

/**
 * Checks an answer against the passages it was made from (numbered from 1 in this order): which passage each sentence
 * cites, whether that passage says so, and the exact words. Sentences without markers are checked against all passages.
 * The rule is that of `judgeClaim`, see `supportThreshold`.
 */
export function verifyCitations(answer: string, passages: readonly Passage[]): CitationReport {
  const evidence = passages.map(evidenceOf);
  const cited = splitAnswer(answer, findMarkers(answer));
  const known = (indexes: readonly number[]) =>
    [...new Set(indexes)].filter((index) => index >= 1 && index <= passages.length);
  const checks = new Map<number, Verdict[]>();
  const sentences = cited.map((sentence): SentenceSupport => {
    const text = answer.slice(sentence.start, sentence.end);
    const indexes = known(sentence.indexes);
    const sources = sentence.cited ? indexes.flatMap((index) => evidence[index - 1] ?? []) : evidence.flat();
    const claim = isClaim(text);
    const verdict = judgeClaim(text, sources);
    for (const index of indexes) {
      // The quote of each cited passage is its own best place, also when another passage carries the claim.
      const own = judgeClaim(text, evidence[index - 1] ?? []);
      checks.set(index, [...(checks.get(index) ?? []), { ...own, supported: verdict.supported || !claim }]);
    }
    const found = verdict.best === null ? -1 : passages.indexOf(verdict.best.passage);
    const base = { text, start: sentence.start, end: sentence.end, claim, cited: sentence.cited };
    const { supported, containment } = verdict;
    return { ...base, supported, containment, passages: sentence.cited ? indexes : supported ? [found + 1] : [] };
  });
  const citations = [...checks]
    .sort(([a], [b]) => a - b)
    .flatMap(([index, verdicts]) => {
      const passage = passages[index - 1];
      return passage === undefined ? [] : [citationOf(index, passage, verdicts, evidence[index - 1] ?? [])];
    });
  const claims = sentences.filter((sentence) => sentence.claim);
  const unknown = [...new Set(cited.flatMap((item) => item.indexes))].filter(
    (index) => index < 1 || index > passages.length,
  );
  const grounded = claims.length === 0 ? 1 : claims.filter((sentence) => sentence.supported).length / claims.length;
  return { citations, sentences, unknown, grounded };
}
