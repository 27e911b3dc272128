import type { Tx } from '@agentforge/db/database';
import { and, desc, eq, ilike, isNotNull, lt, sql } from 'drizzle-orm';
import { likePattern } from '../../platform/pagination.ts';
import { documents } from './knowledge.tables.ts';

export type DocumentRow = typeof documents.$inferSelect;
export type DocumentStatus = DocumentRow['status'];

interface DocumentPage {
  limit: number;
  cursor?: string | undefined;
  q?: string | undefined;
  status?: DocumentStatus | undefined;
}

export async function listDocumentRows(tx: Tx, baseId: string, page: DocumentPage): Promise<DocumentRow[]> {
  const pattern = likePattern(page.q);
  return tx.orm
    .select()
    .from(documents)
    .where(
      and(
        eq(documents.knowledgeBaseId, baseId),
        page.cursor === undefined ? undefined : lt(documents.id, page.cursor),
        page.status === undefined ? undefined : eq(documents.status, page.status),
        pattern === null ? undefined : ilike(documents.title, pattern),
      ),
    )
    .orderBy(desc(documents.id))
    .limit(page.limit + 1);
}

export async function findDocument(tx: Tx, id: string): Promise<DocumentRow | null> {
  const [row] = await tx.orm.select().from(documents).where(eq(documents.id, id));
  return row ?? null;
}

export async function deleteDocumentRow(tx: Tx, id: string): Promise<void> {
  await tx.orm.delete(documents).where(eq(documents.id, id));
}

/** A new generation is to be built; whoever works on the document now loses it. The live one goes on serving. */
const anew = {
  status: 'queued' as const,
  stage: 'waiting' as const,
  done: 0,
  total: 0,
  error: null,
  buildingGeneration: null,
  buildingModel: null,
  fetchedFor: null,
  attempts: 0,
  leaseToken: null,
  leaseUntil: null,
  updatedAt: sql`now()`,
};

export async function queueAgain(tx: Tx, id: string): Promise<DocumentRow | null> {
  const [row] = await tx.orm.update(documents).set(anew).where(eq(documents.id, id)).returning();
  return row ?? null;
}

/** All documents of a base; returns their ids. */
export async function queueBaseAgain(tx: Tx, baseId: string): Promise<string[]> {
  const rows = await tx.orm
    .update(documents)
    .set(anew)
    .where(eq(documents.knowledgeBaseId, baseId))
    .returning({ id: documents.id });
  return rows.map((row) => row.id);
}

export async function blobKeysOfBase(tx: Tx, baseId: string): Promise<string[]> {
  const rows = await tx.orm
    .select({ key: documents.blobKey })
    .from(documents)
    .where(and(eq(documents.knowledgeBaseId, baseId), isNotNull(documents.blobKey)));
  return rows.flatMap(({ key }) => (key === null ? [] : [key]));
}
