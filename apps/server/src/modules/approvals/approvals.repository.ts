import type { Tx } from '@agentforge/db/database';
import { and, desc, eq, inArray, lt, ne, notInArray, or, type SQL, sql } from 'drizzle-orm';
import { approvals, type Vote } from './approvals.tables.ts';

export type ApprovalRow = typeof approvals.$inferSelect;
export type NewApproval = typeof approvals.$inferInsert;

export interface ApprovalFilter {
  limit: number;
  cursor?: string | undefined;
  /** One status, or `decided` for all but pending. */
  status?: string | undefined;
  run_id?: string | undefined;
  /** Ids that make a row the asker's: their own and those of their roles. */
  identities: readonly string[];
  userId: string;
  /** Builders see what nobody in particular was named for. */
  seesUnnamed: boolean;
}

export async function listApprovalRows(tx: Tx, filter: ApprovalFilter): Promise<ApprovalRow[]> {
  const named = sql`jsonb_exists_any(${approvals.approvers}, ${sql.param([...filter.identities])}::text[])`;
  const unnamed = filter.seesUnnamed ? sql`jsonb_array_length(${approvals.approvers}) = 0` : undefined;
  return tx.orm
    .select()
    .from(approvals)
    .where(
      and(
        filter.cursor === undefined ? undefined : lt(approvals.id, filter.cursor),
        filter.run_id === undefined ? undefined : eq(approvals.runId, filter.run_id),
        withStatus(filter.status),
        or(eq(approvals.requestedBy, filter.userId), named, unnamed),
      ),
    )
    .orderBy(desc(approvals.id))
    .limit(filter.limit + 1);
}

function withStatus(status: string | undefined): SQL | undefined {
  if (status === undefined) return undefined;
  return status === 'decided' ? ne(approvals.status, 'pending') : eq(approvals.status, status);
}

export async function findApproval(tx: Tx, id: string): Promise<ApprovalRow | null> {
  const [row] = await tx.orm.select().from(approvals).where(eq(approvals.id, id));
  return row ?? null;
}

/** Two people deciding at once come one after the other. */
export async function lockApproval(tx: Tx, id: string): Promise<ApprovalRow | null> {
  const [row] = await tx.orm.select().from(approvals).where(eq(approvals.id, id)).for('update');
  return row ?? null;
}

export async function keepVote(
  tx: Tx,
  id: string,
  votes: readonly Vote[],
  changed: { status?: string; arguments?: Record<string, unknown>; argumentsHash?: string },
): Promise<void> {
  await tx.orm
    .update(approvals)
    .set({ votes: [...votes], ...changed, updatedAt: sql`now()` })
    .where(eq(approvals.id, id));
}

/** Makes the inbox say what the run waits for now: new rows appear, rows it no longer waits for are closed. */
export async function projectWaiting(
  tx: Tx,
  runId: string,
  waiting: readonly NewApproval[],
  closed: ReadonlyMap<string, string>,
): Promise<void> {
  for (const row of waiting) await tx.orm.insert(approvals).values(row).onConflictDoNothing();
  for (const [id, status] of closed) {
    await tx.orm
      .update(approvals)
      .set({ status, updatedAt: sql`now()` })
      .where(and(eq(approvals.id, id), eq(approvals.status, 'pending')));
  }
  const open = waiting.map((row) => row.id);
  await tx.orm
    .update(approvals)
    .set({ status: 'withdrawn', updatedAt: sql`now()` })
    .where(
      and(
        eq(approvals.runId, runId),
        inArray(approvals.status, ['pending']),
        open.length === 0 ? undefined : notInArray(approvals.id, open),
      ),
    );
}
