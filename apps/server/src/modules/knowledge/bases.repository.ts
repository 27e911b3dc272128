import type { Tx } from '@agentforge/db/database';
import { and, desc, eq, ilike, inArray, lt, sql } from 'drizzle-orm';
import { likePattern } from '../../platform/pagination.ts';
import { documents, knowledgeBases } from './knowledge.tables.ts';

export type BaseRow = typeof knowledgeBases.$inferSelect;

export interface BaseCounts {
  total: number;
  ready: number;
  failed: number;
  chunks: number;
}

export const noDocuments: BaseCounts = { total: 0, ready: 0, failed: 0, chunks: 0 };

export async function listBaseRows(
  tx: Tx,
  page: { limit: number; cursor?: string | undefined; q?: string | undefined },
): Promise<BaseRow[]> {
  const pattern = likePattern(page.q);
  return tx.orm
    .select()
    .from(knowledgeBases)
    .where(
      and(
        page.cursor === undefined ? undefined : lt(knowledgeBases.id, page.cursor),
        pattern === null ? undefined : ilike(knowledgeBases.name, pattern),
      ),
    )
    .orderBy(desc(knowledgeBases.id))
    .limit(page.limit + 1);
}

export async function findBase(tx: Tx, id: string): Promise<BaseRow | null> {
  const [row] = await tx.orm.select().from(knowledgeBases).where(eq(knowledgeBases.id, id));
  return row ?? null;
}

/** Holds the row until the end of the transaction, so that two writers do not overwrite each other unseen. */
export async function lockBase(tx: Tx, id: string): Promise<BaseRow | null> {
  const [row] = await tx.orm.select().from(knowledgeBases).where(eq(knowledgeBases.id, id)).for('update');
  return row ?? null;
}

export async function findBases(tx: Tx, ids: readonly string[]): Promise<BaseRow[]> {
  if (ids.length === 0) return [];
  return tx.orm
    .select()
    .from(knowledgeBases)
    .where(inArray(knowledgeBases.id, [...ids]));
}

export async function insertBase(tx: Tx, row: typeof knowledgeBases.$inferInsert): Promise<BaseRow | null> {
  const [inserted] = await tx.orm.insert(knowledgeBases).values(row).returning();
  return inserted ?? null;
}

type BaseValues = Pick<
  BaseRow,
  'name' | 'description' | 'chunkSize' | 'chunkOverlap' | 'embeddingModel' | 'embeddingDimensions' | 'searchType'
>;

export async function updateBaseRow(tx: Tx, id: string, values: BaseValues): Promise<BaseRow | null> {
  const [row] = await tx.orm
    .update(knowledgeBases)
    .set({ ...values, revision: sql`${knowledgeBases.revision} + 1`, updatedAt: sql`now()` })
    .where(eq(knowledgeBases.id, id))
    .returning();
  return row ?? null;
}

export async function deleteBaseRow(tx: Tx, id: string): Promise<void> {
  await tx.orm.delete(knowledgeBases).where(eq(knowledgeBases.id, id));
}

/** Counts of all the given bases in one query; bases without documents are absent. */
export async function countDocuments(tx: Tx, ids: readonly string[]): Promise<Map<string, BaseCounts>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.orm
    .select({
      id: documents.knowledgeBaseId,
      total: sql<number>`count(*)`,
      ready: sql<number>`count(*) filter (where ${documents.status} = 'ready')`,
      failed: sql<number>`count(*) filter (where ${documents.status} = 'failed')`,
      chunks: sql<number>`coalesce(sum(${documents.chunks}), 0)::bigint`,
    })
    .from(documents)
    .where(inArray(documents.knowledgeBaseId, [...ids]))
    .groupBy(documents.knowledgeBaseId);
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}
