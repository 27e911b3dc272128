import type { Tx } from '@agentforge/db/database';
import { and, asc, eq, gt, lt, sql } from 'drizzle-orm';
import { documentTextParts, knowledgeChunks } from './knowledge.tables.ts';

export async function listChunkRows(
  tx: Tx,
  generationId: string,
  page: { after: number; limit: number; q?: string | undefined },
) {
  return tx.orm
    .select({
      id: knowledgeChunks.id,
      position: knowledgeChunks.position,
      text: knowledgeChunks.text,
      locator: knowledgeChunks.locator,
    })
    .from(knowledgeChunks)
    .where(
      and(
        eq(knowledgeChunks.generationId, generationId),
        gt(knowledgeChunks.position, page.after),
        page.q ? sql`position(lower(${page.q}) in lower(${knowledgeChunks.text})) > 0` : undefined,
      ),
    )
    .orderBy(asc(knowledgeChunks.position))
    .limit(page.limit + 1);
}

/** `text.slice(start, end)` of the generation's text. */
export async function readText(tx: Tx, generationId: string, start: number, end: number): Promise<string> {
  const parts = await tx.orm
    .select()
    .from(documentTextParts)
    .where(
      and(
        eq(documentTextParts.generationId, generationId),
        lt(documentTextParts.start, end),
        gt(documentTextParts.end, start),
      ),
    )
    .orderBy(asc(documentTextParts.start));
  return parts.map((part) => part.text.slice(Math.max(0, start - part.start), Math.max(0, end - part.start))).join('');
}
