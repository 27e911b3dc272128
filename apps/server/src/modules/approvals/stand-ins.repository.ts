import type { Tx } from '@agentforge/db/database';
import { and, desc, eq, gt, lte, or } from 'drizzle-orm';
import { approvalStandIns } from './approvals.tables.ts';

export type StandInRow = typeof approvalStandIns.$inferSelect;

/** In whose place `standInId` decides at `now`. */
export async function standInsOf(tx: Tx, standInId: string, now: string): Promise<StandInRow[]> {
  return tx.orm
    .select()
    .from(approvalStandIns)
    .where(
      and(
        eq(approvalStandIns.standInId, standInId),
        lte(approvalStandIns.startsAt, now),
        gt(approvalStandIns.endsAt, now),
      ),
    );
}

/** Those a person named and those who named them, newest first. */
export async function listStandInRows(tx: Tx, userId: string): Promise<StandInRow[]> {
  return tx.orm
    .select()
    .from(approvalStandIns)
    .where(or(eq(approvalStandIns.userId, userId), eq(approvalStandIns.standInId, userId)))
    .orderBy(desc(approvalStandIns.id))
    .limit(100);
}

export async function insertStandIn(tx: Tx, row: typeof approvalStandIns.$inferInsert): Promise<void> {
  await tx.orm.insert(approvalStandIns).values(row);
}

export async function deleteStandInRow(tx: Tx, id: string, userId: string): Promise<StandInRow | null> {
  const [row] = await tx.orm
    .delete(approvalStandIns)
    .where(and(eq(approvalStandIns.id, id), eq(approvalStandIns.userId, userId)))
    .returning();
  return row ?? null;
}

/** In a system transaction: whoever left neither has a stand-in nor is one. */
export async function forgetStandInsOf(tx: Tx, tenantId: string, userId: string): Promise<void> {
  await tx.orm
    .delete(approvalStandIns)
    .where(
      and(
        eq(approvalStandIns.tenantId, tenantId),
        or(eq(approvalStandIns.userId, userId), eq(approvalStandIns.standInId, userId)),
      ),
    );
}

/** Who stands in for these people at `now`, in a system transaction. */
export async function currentStandIns(
  tx: Tx,
  tenantId: string,
  userIds: readonly string[],
  now: string,
): Promise<string[]> {
  const { rows } = await tx.query<{ stand_in_id: string }>(
    `select distinct stand_in_id from approval_stand_ins
      where tenant_id = $1 and user_id = any($2::text[]) and starts_at <= $3 and ends_at > $3`,
    [tenantId, [...userIds], now],
  );
  return rows.map((row) => row.stand_in_id);
}

/** How many a person has named that are not over yet. */
export async function countOpenStandIns(tx: Tx, userId: string, now: string): Promise<number> {
  const rows = await tx.orm
    .select({ id: approvalStandIns.id })
    .from(approvalStandIns)
    .where(and(eq(approvalStandIns.userId, userId), gt(approvalStandIns.endsAt, now)));
  return rows.length;
}
