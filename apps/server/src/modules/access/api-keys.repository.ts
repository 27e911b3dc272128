import type { Tx } from '@agentforge/db/database';
import { and, desc, eq, ilike, lt, sql } from 'drizzle-orm';
import { likePattern } from '../../platform/pagination.ts';
import { apiKeys } from './access.tables.ts';

export type ApiKeyRow = typeof apiKeys.$inferSelect;

export async function listApiKeyRows(
  tx: Tx,
  filter: { userId: string | null; limit: number; cursor?: string | undefined; q?: string | undefined },
): Promise<ApiKeyRow[]> {
  const pattern = likePattern(filter.q);
  return tx.orm
    .select()
    .from(apiKeys)
    .where(
      and(
        filter.userId === null ? undefined : eq(apiKeys.userId, filter.userId),
        filter.cursor === undefined ? undefined : lt(apiKeys.id, filter.cursor),
        pattern === null ? undefined : ilike(apiKeys.name, pattern),
      ),
    )
    .orderBy(desc(apiKeys.id))
    .limit(filter.limit + 1);
}

export async function insertApiKey(tx: Tx, row: typeof apiKeys.$inferInsert): Promise<ApiKeyRow | null> {
  const [inserted] = await tx.orm.insert(apiKeys).values(row).returning();
  return inserted ?? null;
}

export async function findApiKey(tx: Tx, id: string): Promise<ApiKeyRow | null> {
  const [row] = await tx.orm.select().from(apiKeys).where(eq(apiKeys.id, id));
  return row ?? null;
}

export async function findApiKeyByHash(tx: Tx, keyHash: string): Promise<ApiKeyRow | null> {
  const [row] = await tx.orm.select().from(apiKeys).where(eq(apiKeys.keyHash, keyHash));
  return row ?? null;
}

export async function deleteApiKeyRow(tx: Tx, id: string): Promise<void> {
  await tx.orm.delete(apiKeys).where(eq(apiKeys.id, id));
}

export async function deleteApiKeysOf(tx: Tx, userId: string): Promise<void> {
  await tx.orm.delete(apiKeys).where(eq(apiKeys.userId, userId));
}

/** At most once a minute per key, so that busy keys do not turn reads into writes. */
export async function touchApiKey(tx: Tx, row: ApiKeyRow): Promise<void> {
  await tx.orm
    .update(apiKeys)
    .set({ lastUsedAt: sql`now()` })
    .where(
      and(
        eq(apiKeys.tenantId, row.tenantId),
        eq(apiKeys.id, row.id),
        sql`(${apiKeys.lastUsedAt} is null or ${apiKeys.lastUsedAt} < now() - interval '1 minute')`,
      ),
    );
}
