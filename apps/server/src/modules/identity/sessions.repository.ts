import type { Tx } from '@agentforge/db/database';
import { and, desc, eq, gt, isNull, ne, sql } from 'drizzle-orm';
import { loginFailures, sessions } from './identity.tables.ts';

export type SessionRow = typeof sessions.$inferSelect;

export async function insertSession(tx: Tx, row: typeof sessions.$inferInsert): Promise<void> {
  await tx.orm.insert(sessions).values(row);
}

export async function findSession(tx: Tx, id: string): Promise<SessionRow | null> {
  const [row] = await tx.orm.select().from(sessions).where(eq(sessions.id, id));
  return row ?? null;
}

/** For rotation: nobody else reads this row until the transaction ends. */
export async function lockSession(tx: Tx, id: string): Promise<SessionRow | null> {
  const [row] = await tx.orm.select().from(sessions).where(eq(sessions.id, id)).for('update');
  return row ?? null;
}

export async function listLiveSessions(tx: Tx, userId: string): Promise<SessionRow[]> {
  return tx.orm
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), isNull(sessions.revokedAt), gt(sessions.expiresAt, sql`now()`)))
    .orderBy(desc(sessions.lastSeenAt))
    .limit(100);
}

export async function rotateRefresh(tx: Tx, id: string, refreshHash: string, expiresAt: string): Promise<void> {
  await tx.orm
    .update(sessions)
    .set({ refreshHash, expiresAt, lastSeenAt: sql`now()`, updatedAt: sql`now()` })
    .where(eq(sessions.id, id));
}

export async function touchSession(tx: Tx, id: string): Promise<void> {
  await tx.orm
    .update(sessions)
    .set({ lastSeenAt: sql`now()` })
    .where(and(eq(sessions.id, id), sql`${sessions.lastSeenAt} < now() - interval '1 minute'`));
}

export async function revokeSessionRow(tx: Tx, id: string, reason: string): Promise<void> {
  await tx.orm
    .update(sessions)
    .set({ revokedAt: sql`now()`, revokedReason: reason, updatedAt: sql`now()` })
    .where(and(eq(sessions.id, id), isNull(sessions.revokedAt)));
}

export async function revokeSessionsOf(tx: Tx, userId: string, reason: string, exceptId = ''): Promise<void> {
  await tx.orm
    .update(sessions)
    .set({ revokedAt: sql`now()`, revokedReason: reason, updatedAt: sql`now()` })
    .where(and(eq(sessions.userId, userId), isNull(sessions.revokedAt), ne(sessions.id, exceptId)));
}

export interface FailureState {
  count: number;
  lockedUntil: string | null;
}

export async function readFailures(tx: Tx, emailHash: string): Promise<FailureState> {
  const [row] = await tx.orm.select().from(loginFailures).where(eq(loginFailures.emailHash, emailHash));
  return row ? { count: row.count, lockedUntil: row.lockedUntil } : { count: 0, lockedUntil: null };
}

/** Counts a failure; the fifth within 15 minutes locks the address for 15 minutes. */
export async function countFailure(tx: Tx, emailHash: string): Promise<FailureState> {
  const { rows } = await tx.query<{ count: number; locked_until: string | null }>(
    `insert into login_failures as f (email_hash, count, last_at) values ($1, 1, now())
     on conflict (email_hash) do update set
       count = case when f.last_at < now() - interval '15 minutes' then 1 else f.count + 1 end,
       locked_until = case when f.last_at >= now() - interval '15 minutes' and f.count + 1 >= 5
                           then now() + interval '15 minutes' else f.locked_until end,
       last_at = now()
     returning count, locked_until`,
    [emailHash],
  );
  const row = rows[0];
  return row ? { count: row.count, lockedUntil: row.locked_until } : { count: 1, lockedUntil: null };
}

export async function clearFailures(tx: Tx, emailHash: string): Promise<void> {
  await tx.orm.delete(loginFailures).where(eq(loginFailures.emailHash, emailHash));
}

/** Sessions that ended a month ago: until then their owner sees how they ended. */
export async function forgetEndedSessions(tx: Tx): Promise<number> {
  const { rowCount } = await tx.query(
    `delete from sessions where least(expires_at, revoked_at) < now() - interval '30 days'`,
  );
  return rowCount ?? 0;
}

/** Counted failures that no lock needs any more. */
export async function forgetOldFailures(tx: Tx): Promise<number> {
  const { rowCount } = await tx.query(
    `delete from login_failures where last_at < now() - interval '1 day' and coalesce(locked_until, last_at) < now()`,
  );
  return rowCount ?? 0;
}
