import type { Passage, PassageLocator } from '@agentforge/plugin-kit/tool';
import { findMarkers, type Marker } from './citation-markers.ts';
import { lineSpans, type Span, sentenceSpans, trimmed } from './graphemes.ts';
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

/** The answer with its markers blanked, same length: after a full stop they fall to the sentence before, as meant. */
function withoutMarkers(answer: string, markers: readonly Marker[]): string {
  let text = '';
  let at = 0;
  for (const { start, end } of markers) {
    text += answer.slice(at, start) + ' '.repeat(end - start);
    at = end;
  }
  return text + answer.slice(at);
}

function splitAnswer(answer: string, markers: readonly Marker[]): CitedSentence[] {
  const plain = withoutMarkers(answer, markers);
  const sentences: CitedSentence[] = [];
  for (const line of lineSpans(plain, 0, plain.length)) {
    for (const span of sentenceSpans(plain, line.start, line.end)) {
      const inside = markers.filter((marker) => marker.start >= span.start && marker.start < span.end);
      const says = /[^\s.,;]/.test(plain.slice(span.start, span.end));
      if (says) sentences.push({ ...trimmed(answer, span), indexes: [], cited: false });
      // Markers on a line of their own belong to what stands above.
      const sentence = sentences.at(-1);
      if (sentence === undefined) continue;
      sentence.indexes.push(...inside.flatMap((marker) => marker.indexes));
      sentence.cited ||= inside.length > 0;
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
  const markers = findMarkers(answer);
  const cited = splitAnswer(answer, markers);
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
  const unknown = [...new Set(markers.flatMap((marker) => marker.indexes))].filter(
    (index) => index < 1 || index > passages.length,
  );
  const grounded = claims.length === 0 ? 1 : claims.filter((sentence) => sentence.supported).length / claims.length;
  return { citations, sentences, unknown, grounded };
}
