import { coverageOf, type Weighted, weighTokens } from './coverage.ts';
import { queryTokens } from './normalize.ts';

/** A chunk one search found. `score` is the search's own: text rank, or cosine similarity. */
export interface Hit {
  chunkId: string;
  documentId: string;
  text: string;
  start: number;
  end: number;
  score: number;
}

export interface RankOptions {
  /** 0 to 1; a list counts as much as its weight. Default 1. */
  keywordWeight?: number;
  vectorWeight?: number;
  /** 1 for a learned embedding, below 0.5 for hashed words: then vectors only fill up. Default 1. */
  vectorQuality?: number;
  /** Cosines that mean "nothing in common" and "the same thing", for the score. Default 0.2 and 0.7. */
  vectorRange?: readonly [low: number, high: number];
  /** Hits below are left out, 0 to 1. Default 0. */
  minScore?: number;
  topK: number;
}

export interface Ranked {
  hit: Hit;
  /** 0 to 1, falling along the list. */
  score: number;
  /** Share of the question's telling words in the hit, weighted by how rare they are among all hits. */
  coverage: number;
}

/** Position counts this softly: the first of a list weighs 1, the sixth about a half. */
const rankConstant = 5;
/** The best hit of a keyword list covering less than this of the question says: keywords found nothing. */
const weakCoverage = 0.34;
/** What a list that found nothing, or a rough embedding, may still add. */
const weakShare = 0.1;
const sameText = 0.5;

interface Candidate {
  hit: Hit;
  coverage: number;
  keywordRank: number | null;
  vectorRank: number | null;
  similarity: number;
}

function clamp(value: number): number {
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0;
}

function position(rank: number | null): number {
  return rank === null ? 0 : (rankConstant + 1) / (rankConstant + 1 + rank);
}

/** The text search counts words but not which ones; coverage puts hits with the rare words of the question first. */
function keywordOrder(hits: readonly Hit[], weights: Weighted): Hit[] {
  const best = Math.max(...hits.map((hit) => hit.score), Number.MIN_VALUE);
  const worth = new Map(hits.map((hit) => [hit, 0.7 * coverageOf(hit.text, weights) + 0.3 * clamp(hit.score / best)]));
  return [...hits].sort((a, b) => (worth.get(b) ?? 0) - (worth.get(a) ?? 0));
}

function candidatesOf(
  keyword: readonly Hit[],
  vector: readonly Hit[],
  weights: Weighted,
  range: readonly [number, number],
): Candidate[] {
  const candidates = new Map<string, Candidate>();
  const at = (hit: Hit): Candidate => {
    const found = candidates.get(hit.chunkId);
    if (found !== undefined) return found;
    const made = { hit, coverage: coverageOf(hit.text, weights), keywordRank: null, vectorRank: null, similarity: 0 };
    candidates.set(hit.chunkId, made);
    return made;
  };
  for (const [rank, hit] of keywordOrder(keyword, weights).entries()) at(hit).keywordRank ??= rank;
  for (const [rank, hit] of vector.entries()) {
    const candidate = at(hit);
    candidate.vectorRank ??= rank;
    candidate.similarity = clamp((hit.score - range[0]) / (range[1] - range[0]));
  }
  return [...candidates.values()];
}

/** How much each list is trusted for this question. A weak list never outvotes a strong one; two weak ones are equal. */
function trust(candidates: readonly Candidate[], options: RankOptions): { keyword: number; vector: number } {
  const best = Math.max(0, ...candidates.filter((item) => item.keywordRank !== null).map((item) => item.coverage));
  const keywordWeak = best < weakCoverage;
  const vectorWeak = (options.vectorQuality ?? 1) < 0.5 || candidates.every((item) => item.similarity === 0);
  const both = keywordWeak && vectorWeak;
  return {
    keyword: (options.keywordWeight ?? 1) * (keywordWeak && !both ? weakShare : 1),
    vector: (options.vectorWeight ?? 1) * (vectorWeak && !both ? weakShare : 1),
  };
}

function scoreOf(item: Candidate, weights: { keyword: number; vector: number }): number {
  const { keyword, vector } = weights;
  const total = keyword + vector;
  if (total === 0) return 0;
  const evidence = Math.max(item.coverage * Math.min(1, keyword), item.similarity * Math.min(1, vector));
  // The vote of a weak list is left out where the strong one has voted: it must not even break its order.
  const strongOnly = Math.max(keyword, vector) * weakShare >= Math.min(keyword, vector);
  if (strongOnly) {
    const [strong, weak] = keyword > vector ? [item.keywordRank, item.vectorRank] : [item.vectorRank, item.keywordRank];
    const vote = strong === null ? position(weak) * weakShare : position(strong);
    const proof = keyword > vector ? item.coverage : item.similarity;
    return clamp(0.5 * vote + 0.5 * proof);
  }
  const votes = (keyword * position(item.keywordRank) + vector * position(item.vectorRank)) / total;
  return clamp(0.5 * votes + 0.5 * evidence);
}

function sameplace(a: Hit, b: Hit): boolean {
  if (a.text === b.text) return true;
  if (a.documentId !== b.documentId) return false;
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return shared > sameText * Math.min(a.end - a.start, b.end - b.start);
}

/**
 * One list from a keyword and a vector search (each best first): weighted reciprocal ranks plus evidence in the text
 * itself. A list that found nothing for this question, or comes from a rough embedding, cannot reorder the other one.
 * Hits that lie mostly inside a better one are dropped. Scores are comparable between questions.
 */
export function rankHits(
  query: string,
  keyword: readonly Hit[],
  vector: readonly Hit[],
  options: RankOptions,
): Ranked[] {
  const all = [...new Map([...keyword, ...vector].map((hit) => [hit.chunkId, hit.text])).values()];
  const weights = weighTokens(queryTokens(query), all);
  const candidates = candidatesOf(keyword, vector, weights, options.vectorRange ?? [0.2, 0.7]);
  const trusted = trust(candidates, options);
  const scored = candidates
    .map((item) => ({ hit: item.hit, coverage: item.coverage, score: scoreOf(item, trusted) }))
    .sort((a, b) => b.score - a.score || a.hit.start - b.hit.start);
  const kept: Ranked[] = [];
  for (const item of scored) {
    if (kept.length >= options.topK || item.score < (options.minScore ?? 0)) break;
    if (!kept.some((better) => sameplace(better.hit, item.hit))) kept.push(item);
  }
  return kept;
}
