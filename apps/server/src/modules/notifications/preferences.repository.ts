import type { Tx } from '@agentforge/db/database';
import { newId } from '@agentforge/kernel/ids';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { notificationPreferences } from './notifications.tables.ts';

/** Those of `userIds` who want no mail about approvals. */
export async function declined(tx: Tx, tenantId: string, userIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (userIds.length === 0) return new Set();
  const rows = await tx.orm
    .select({ userId: notificationPreferences.userId })
    .from(notificationPreferences)
    .where(
      and(
        eq(notificationPreferences.tenantId, tenantId),
        inArray(notificationPreferences.userId, [...userIds]),
        eq(notificationPreferences.approvalsByEmail, false),
      ),
    );
  return new Set(rows.map(({ userId }) => userId));
}

export async function keepPreference(
  tx: Tx,
  tenantId: string,
  userId: string,
  approvalsByEmail: boolean,
): Promise<void> {
  await tx.orm
    .insert(notificationPreferences)
    .values({ tenantId, id: newId('mail'), userId, approvalsByEmail })
    .onConflictDoUpdate({
      target: [notificationPreferences.tenantId, notificationPreferences.userId],
      set: { approvalsByEmail, updatedAt: sql`now()` },
    });
}
