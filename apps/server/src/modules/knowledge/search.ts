import { isDeepStrictEqual } from 'node:util';
import type { Database } from '@agentforge/db/database';
import { messageOf, notFound } from '@agentforge/kernel/errors';
import type { Passage } from '@agentforge/plugin-kit/tool';
import { toSearchQuery } from '@agentforge/rag/normalize';
import { type Hit, rankHits } from '@agentforge/rag/rank';
import type { Logger } from '../../platform/telemetry/logger.ts';
import { findBases } from './bases.repository.ts';
import type { ModelsPort } from './knowledge.ports.ts';
import { type FoundChunk, findByMeaning, findByWords, type LiveModel, liveModels } from './search.repository.ts';

export type SearchType = 'hybrid' | 'semantic' | 'keyword';

export interface SearchOptions {
  topK: number;
  /** Default: what the first base says. */
  searchType?: SearchType | undefined;
  signal?: AbortSignal | undefined;
}

export interface SearchResult {
  /** Best first. */
  passages: Passage[];
  /** What was done: `keyword` where there is nothing to compare by meaning. */
  searchType: SearchType;
}

interface QueryVector {
  baseIds: string[];
  model: string;
  vector: readonly number[];
}

/** Fewer candidates than this leave ranking nothing to choose from. */
const fewestCandidates = 60;
const mostCandidates = 2000;

/** Finds passages in knowledge bases of one tenant. */
export class KnowledgeSearch {
  readonly #database: Database;
  readonly #models: ModelsPort;
  readonly #logger: Logger;

  constructor(deps: { database: Database; models: ModelsPort; logger: Logger }) {
    this.#database = deps.database;
    this.#models = deps.models;
    this.#logger = deps.logger;
  }

  /** Throws `not_found` when one of the bases is not there or not this tenant's. No text yet is an empty list. */
  async search(
    tenantId: string,
    baseIds: readonly string[],
    query: string,
    options: SearchOptions,
  ): Promise<SearchResult> {
    const wanted = [...new Set(baseIds)];
    const { bases, live } = await this.#database.withTenant(
      tenantId,
      async (tx) => ({ bases: await findBases(tx, wanted), live: await liveModels(tx, wanted) }),
      { readOnly: true },
    );
    if (bases.length < wanted.length) throw notFound('knowledge base');
    const first = bases[0];
    if (!first) return { passages: [], searchType: 'keyword' };
    const type = options.searchType ?? first.searchType;
    const question = { tenantId, baseIds: wanted, query, type };
    const found = await this.#find(question, live, options);
    // A base went over to another model while the question was embedded with the old one.
    const { near, worded } = found.live === live ? found : await this.#find(question, found.live, options);
    return { passages: rank(query, worded, near, options.topK), searchType: near.length === 0 ? 'keyword' : type };
  }

  /** `live` of the answer is another list when it has changed meanwhile and nothing was found by meaning. */
  async #find(
    { tenantId, baseIds, query, type }: { tenantId: string; baseIds: string[]; query: string; type: SearchType },
    live: readonly LiveModel[],
    { topK, signal }: SearchOptions,
  ): Promise<{ near: FoundChunk[]; worded: FoundChunk[]; live: readonly LiveModel[] }> {
    const words = toSearchQuery(query);
    const vectors = type === 'keyword' ? [] : await this.#embedQuery(tenantId, live, query, signal);
    const limit = Math.min(mostCandidates, Math.max(fewestCandidates, 2 * topK));
    return this.#database.withTenant(
      tenantId,
      async (tx) => {
        const near: FoundChunk[] = [];
        for (const { baseIds: ids, model, vector } of vectors)
          near.push(...(await findByMeaning(tx, ids, { model, vector }, limit)));
        const now = vectors.length > 0 && near.length === 0 ? await liveModels(tx, baseIds) : live;
        const byWords = words !== '' && (type !== 'semantic' || near.length === 0);
        const worded = byWords ? await findByWords(tx, baseIds, words, limit) : [];
        return { near, worded, live: isDeepStrictEqual(now, live) ? live : now };
      },
      { readOnly: true },
    );
  }

  /**
   * The question as vectors, one per embedding model that made what is searched now: while a base goes over to another model,
   * its old vectors serve. A model that does not answer must not stop the search.
   */
  async #embedQuery(
    tenantId: string,
    live: readonly LiveModel[],
    query: string,
    signal: AbortSignal = AbortSignal.timeout(15_000),
  ): Promise<QueryVector[]> {
    const vectors: QueryVector[] = [];
    for (const [id, made] of Map.groupBy(live, ({ model }) => model)) {
      const { model: wanted, dimensions } = partsOf(id);
      try {
        const chosen = await this.#models.embedding(tenantId, wanted, dimensions);
        const vector = (await chosen?.model.embed([query], signal))?.vectors[0];
        if (vector) vectors.push({ baseIds: made.map(({ baseId }) => baseId), model: id, vector });
      } catch (error) {
        signal.throwIfAborted();
        this.#logger.warn({ tenantId, error: messageOf(error) }, 'the question could not be embedded; words decide');
      }
    }
    return vectors;
  }
}

/** `openai/text-embedding-3-small@256`: a length that was asked for follows the model. */
function partsOf(id: string): { model: string; dimensions: number | null } {
  const [, model = id, dimensions] = /^(.*)@(\d+)$/.exec(id) ?? [];
  return { model, dimensions: dimensions === undefined ? null : Number(dimensions) };
}

function rank(query: string, words: readonly FoundChunk[], near: readonly FoundChunk[], topK: number): Passage[] {
  const byId = new Map([...words, ...near].map((chunk) => [chunk.id, chunk]));
  const byScore = [...near].sort((a, b) => b.score - a.score);
  return rankHits(query, words.map(toHit), byScore.map(toHit), { topK }).flatMap(({ hit, score }) => {
    const chunk = byId.get(hit.chunkId);
    return chunk === undefined ? [] : [toPassage(chunk, score)];
  });
}

function toHit({ id, document_id, text, locator, score }: FoundChunk): Hit {
  return { chunkId: id, documentId: document_id, text, start: locator.start, end: locator.end, score };
}

function toPassage(chunk: FoundChunk, score: number): Passage {
  const { id, document_id: documentId, title, text, locator, url } = chunk;
  return { chunkId: id, documentId, title, text, score, locator: url === null ? locator : { ...locator, url } };
}
