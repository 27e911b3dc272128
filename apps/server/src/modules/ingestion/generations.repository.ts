import type { Tx } from '@agentforge/db/database';
import { newId } from '@agentforge/kernel/ids';
import type { PassageLocator } from '@agentforge/plugin-kit/tool';
import { eq, sql } from 'drizzle-orm';
import { type DocumentRow, documentTextParts, knowledgeChunks } from '../knowledge/index.ts';

export interface NewChunk {
  position: number;
  text: string;
  locator: PassageLocator;
  /** Space-separated tokens of `toSearchText`. */
  searchText: string;
  embedding: readonly number[] | null;
}

/** Writing a position twice changes nothing: a repeated batch is harmless. */
export async function insertChunks(
  tx: Tx,
  document: Pick<DocumentRow, 'tenantId' | 'id' | 'knowledgeBaseId'>,
  generationId: string,
  chunks: readonly NewChunk[],
): Promise<void> {
  await tx.query(
    `insert into knowledge_chunks
       (tenant_id, document_id, knowledge_base_id, generation_id, id, position, text, locator, search, embedding)
     select $1, $2, $3, $4, x.id, x.position, x.text, x.locator::jsonb, to_tsvector('simple', x.search), x.embedding::vector
     from unnest($5::text[], $6::int[], $7::text[], $8::text[], $9::text[], $10::text[])
       as x(id, position, text, locator, search, embedding)
     on conflict (tenant_id, generation_id, position) do nothing`,
    [
      document.tenantId,
      document.id,
      document.knowledgeBaseId,
      generationId,
      chunks.map(() => newId('chunk')),
      chunks.map((chunk) => chunk.position),
      chunks.map((chunk) => chunk.text),
      chunks.map((chunk) => JSON.stringify(chunk.locator)),
      chunks.map((chunk) => chunk.searchText),
      chunks.map((chunk) => (chunk.embedding === null ? null : `[${chunk.embedding.join(',')}]`)),
    ],
  );
}

export async function countChunks(tx: Tx, generationId: string): Promise<number> {
  const [row] = await tx.orm
    .select({ count: sql<number>`count(*)` })
    .from(knowledgeChunks)
    .where(eq(knowledgeChunks.generationId, generationId));
  return row?.count ?? 0;
}

/** Characters (UTF-16) of one part. */
const partLength = 64 * 1024;

/** Stores the text of a generation in parts; a repeated call changes nothing. */
export async function insertText(
  tx: Tx,
  document: Pick<DocumentRow, 'tenantId' | 'id'>,
  generationId: string,
  text: string,
): Promise<void> {
  for (let start = 0; start < text.length; ) {
    let end = Math.min(text.length, start + partLength);
    // Half a surrogate cannot be stored.
    if (end < text.length && /[\ud800-\udbff]/.test(text.charAt(end - 1))) end += 1;
    const row = { tenantId: document.tenantId, id: `${generationId}_${start}`, documentId: document.id, generationId };
    await tx.orm
      .insert(documentTextParts)
      .values({ ...row, start, end, text: text.slice(start, end) })
      .onConflictDoNothing();
    start = end;
  }
}

const outOfUse = (table: 'c' | 't') =>
  `${table}.generation_id is distinct from d.live_generation and ${table}.generation_id is distinct from d.building_generation`;

/** Deletes what no longer serves and is not being written. At most `limit` chunks; returns how many went. */
export async function deleteOldGenerations(tx: Tx, documentId: string, limit: number): Promise<number> {
  await tx.query(
    `delete from document_text_parts t using documents d
     where d.tenant_id = t.tenant_id and d.id = t.document_id and d.id = $1 and ${outOfUse('t')}`,
    [documentId],
  );
  const { rowCount } = await tx.query(
    `delete from knowledge_chunks where (tenant_id, id) in (
       select c.tenant_id, c.id from knowledge_chunks c join documents d on d.tenant_id = c.tenant_id and d.id = c.document_id
       where d.id = $1 and ${outOfUse('c')} limit $2)`,
    [documentId, limit],
  );
  return rowCount;
}

/** The chunks of a generation begin anew; its text stays. */
export async function deleteChunks(tx: Tx, generationId: string): Promise<void> {
  await tx.orm.delete(knowledgeChunks).where(eq(knowledgeChunks.generationId, generationId));
}
