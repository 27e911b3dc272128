import type { Tx } from '@agentforge/db/database';
import { and, desc, eq, lt, ne, or, type SQL, sql } from 'drizzle-orm';
import { type AskedLevel, approvals, type Vote } from './approvals.tables.ts';

export type ApprovalRow = typeof approvals.$inferSelect;
export type NewApproval = typeof approvals.$inferInsert;

export interface Reach {
  /** Ids that make a row the asker's: their own, those of their roles and of whom they stand in for. */
  identities: readonly string[];
  userId: string;
  /** Builders see what nobody in particular was named for. */
  seesUnnamed: boolean;
}

export interface ApprovalFilter extends Reach {
  limit: number;
  cursor?: string | undefined;
  /** One status, or `decided` for all but pending. */
  status?: string | undefined;
  run_id?: string | undefined;
}

function within({ identities, userId, seesUnnamed }: Reach): SQL | undefined {
  const named = sql`jsonb_exists_any(${approvals.approvers}, ${sql.param([...identities])}::text[])`;
  const unnamed = seesUnnamed ? sql`jsonb_array_length(${approvals.approvers}) = 0` : undefined;
  return or(eq(approvals.requestedBy, userId), named, unnamed);
}

export async function listApprovalRows(tx: Tx, filter: ApprovalFilter): Promise<ApprovalRow[]> {
  return tx.orm
    .select()
    .from(approvals)
    .where(
      and(
        filter.cursor === undefined ? undefined : lt(approvals.id, filter.cursor),
        filter.run_id === undefined ? undefined : eq(approvals.runId, filter.run_id),
        withStatus(filter.status),
        within(filter),
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

/** Of one tenant, also in system transactions. */
export async function findApprovalOf(tx: Tx, tenantId: string, id: string): Promise<ApprovalRow | null> {
  const [row] = await tx.orm
    .select()
    .from(approvals)
    .where(and(eq(approvals.tenantId, tenantId), eq(approvals.id, id)));
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
  const closed = changed.status === undefined ? {} : { closedAt: sql`now()` };
  await tx.orm
    .update(approvals)
    .set({ votes: [...votes], ...changed, ...closed, updatedAt: sql`now()` })
    .where(eq(approvals.id, id));
}

/** What the inbox holds of a run: status and how often each was escalated. */
export async function approvalsOfRun(tx: Tx, runId: string): Promise<Map<string, { status: string; level: number }>> {
  const rows = await tx.orm
    .select({ id: approvals.id, status: approvals.status, escalations: approvals.escalations })
    .from(approvals)
    .where(eq(approvals.runId, runId));
  return new Map(rows.map(({ id, status, escalations }) => [id, { status, level: escalations.length }]));
}

export async function insertApproval(tx: Tx, row: NewApproval): Promise<void> {
  await tx.orm.insert(approvals).values(row).onConflictDoNothing();
}

export async function keepEscalation(
  tx: Tx,
  id: string,
  asked: { approvers: string[]; escalations: AskedLevel[]; escalatesAt: string | null },
): Promise<void> {
  await tx.orm
    .update(approvals)
    .set({ ...asked, updatedAt: sql`now()` })
    .where(eq(approvals.id, id));
}

export async function closeApproval(tx: Tx, id: string, status: string): Promise<void> {
  await tx.orm
    .update(approvals)
    .set({ status, escalatesAt: null, closedAt: sql`now()`, updatedAt: sql`now()` })
    .where(and(eq(approvals.id, id), eq(approvals.status, 'pending')));
}
