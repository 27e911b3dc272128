import type { Tx } from '@agentforge/db/database';
import type { PassageLocator } from '@agentforge/plugin-kit/tool';

export interface FoundChunk {
  id: string;
  document_id: string;
  text: string;
  locator: PassageLocator;
  title: string;
  url: string | null;
  score: number;
}

/**
 * Base, live generation and (by row security) tenant are part of the ranking statement itself: a chunk that may not be
 * seen takes no place among the candidates. Deleted documents are gone with their row.
 */
const visible = `from knowledge_chunks c
  join documents d on d.tenant_id = c.tenant_id and d.id = c.document_id and d.live_generation = c.generation_id`;
const columns = 'c.id, c.document_id, c.text, c.locator, d.title, d.url';

/** `query` is text of `toSearchQuery`. `ts_rank` rather than cover density: it adds up the different words of an OR. */
export async function findByWords(
  tx: Tx,
  baseIds: readonly string[],
  query: string,
  limit: number,
): Promise<FoundChunk[]> {
  const { rows } = await tx.query<FoundChunk>(
    `select ${columns}, ts_rank(c.search, q) as score ${visible}, to_tsquery('simple', $2) q
     where c.knowledge_base_id = any($1) and c.search @@ q order by score desc, c.id limit $3`,
    [baseIds, query, limit],
  );
  return rows;
}

export interface LiveModel {
  baseId: string;
  /** Id of the embedding model, with the length of vectors that was asked for. */
  model: string;
}

/** Embedding models of what is searched now. One per base, but for the time of a change. */
export async function liveModels(tx: Tx, baseIds: readonly string[]): Promise<LiveModel[]> {
  const { rows } = await tx.query<LiveModel>(
    `select distinct knowledge_base_id as "baseId", live_model as model from documents
     where knowledge_base_id = any($1) and live_model is not null order by 1, 2`,
    [baseIds],
  );
  return rows;
}

/** Vectors of another model are not compared. `score` is the cosine similarity. */
export async function findByMeaning(
  tx: Tx,
  baseIds: readonly string[],
  wanted: { model: string; vector: readonly number[] },
  limit: number,
): Promise<FoundChunk[]> {
  const { rows } = await tx.query<FoundChunk>(
    `select ${columns}, 1 - near.distance as score
     ${visible} and d.live_model = $2,
     lateral (select case when vector_dims(c.embedding) = $4 then c.embedding <=> $3::vector end as distance) near
     where c.knowledge_base_id = any($1) and near.distance is not null order by near.distance, c.id limit $5`,
    [baseIds, wanted.model, `[${wanted.vector.join(',')}]`, wanted.vector.length, limit],
  );
  return rows;
}
