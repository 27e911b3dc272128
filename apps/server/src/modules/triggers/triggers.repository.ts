import type { Tx } from '@agentforge/db/database';
import { and, desc, eq, ilike, lt, max, sql } from 'drizzle-orm';
import { likePattern } from '../../platform/pagination.ts';
import { triggerDeliveries, webhookTriggers } from './triggers.tables.ts';

export type TriggerRow = typeof webhookTriggers.$inferSelect;

export async function insertTrigger(tx: Tx, row: typeof webhookTriggers.$inferInsert): Promise<TriggerRow | null> {
  const [inserted] = await tx.orm.insert(webhookTriggers).values(row).returning();
  return inserted ?? null;
}

/** In a system transaction: of any tenant. Ids are unique over all of them. */
export async function findTrigger(tx: Tx, id: string): Promise<TriggerRow | null> {
  const [row] = await tx.orm.select().from(webhookTriggers).where(eq(webhookTriggers.id, id)).limit(1);
  return row ?? null;
}

/** Whether it is still there and on; whoever switches it off or deletes it waits for this transaction. */
export async function holdActive(tx: Tx, id: string): Promise<boolean> {
  const { rowCount } = await tx.query('select 1 from webhook_triggers where id = $1 and is_active for share', [id]);
  return rowCount === 1;
}

export async function countTriggers(tx: Tx, agentId: string): Promise<number> {
  return tx.orm.$count(webhookTriggers, eq(webhookTriggers.agentId, agentId));
}

export async function listTriggerRows(
  tx: Tx,
  filter: { agentId: string; limit: number; cursor?: string | undefined; q?: string | undefined },
): Promise<TriggerRow[]> {
  const pattern = likePattern(filter.q);
  return tx.orm
    .select()
    .from(webhookTriggers)
    .where(
      and(
        eq(webhookTriggers.agentId, filter.agentId),
        filter.cursor === undefined ? undefined : lt(webhookTriggers.id, filter.cursor),
        pattern === null ? undefined : ilike(webhookTriggers.name, pattern),
      ),
    )
    .orderBy(desc(webhookTriggers.id))
    .limit(filter.limit + 1);
}

export async function updateTriggerRow(
  tx: Tx,
  id: string,
  change: Partial<typeof webhookTriggers.$inferInsert>,
): Promise<TriggerRow | null> {
  const [row] = await tx.orm
    .update(webhookTriggers)
    .set({ ...change, updatedAt: sql`now()` })
    .where(eq(webhookTriggers.id, id))
    .returning();
  return row ?? null;
}

export async function deleteTriggerRow(tx: Tx, id: string): Promise<void> {
  await tx.orm.delete(webhookTriggers).where(eq(webhookTriggers.id, id));
}

/** When each of them last got something. */
export async function lastDeliveries(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.orm
    .select({ id: triggerDeliveries.triggerId, at: max(triggerDeliveries.lastReceivedAt) })
    .from(triggerDeliveries)
    .where(sql`${triggerDeliveries.triggerId} = any(${sql.param([...ids])})`)
    .groupBy(triggerDeliveries.triggerId);
  return new Map(rows.flatMap(({ id, at }) => (at === null ? [] : [[id, at] as const])));
}
