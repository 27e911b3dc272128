import type { Tx } from '@agentforge/db/database';
import { AppError } from '@agentforge/kernel/errors';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { runPauses, runs } from './runs.tables.ts';

/** Stands for all agents of the tenant. */
export const everyAgent = '*';

export type PauseRow = typeof runPauses.$inferSelect;

const unfinished = ['queued', 'running', 'waiting_approval', 'in_doubt'];

export async function listPauses(tx: Tx): Promise<PauseRow[]> {
  return tx.orm.select().from(runPauses).orderBy(asc(runPauses.createdAt)).limit(500);
}

/** A pause that is there already is kept as it is. */
export async function pauseRuns(
  tx: Tx,
  pause: { tenantId: string; agentId: string; reason: string; userId: string },
): Promise<void> {
  await tx.orm.insert(runPauses).values(pause).onConflictDoNothing();
}

/** Whether anything was paused. */
export async function liftPause(tx: Tx, agentId: string): Promise<boolean> {
  const gone = await tx.orm
    .delete(runPauses)
    .where(eq(runPauses.agentId, agentId))
    .returning({ agentId: runPauses.agentId });
  return gone.length > 0;
}

/** Throws `agents_paused` when no run of this agent may begin. */
export async function requireUnpaused(tx: Tx, agentId: string): Promise<void> {
  const [pause] = await tx.orm
    .select()
    .from(runPauses)
    .where(inArray(runPauses.agentId, [everyAgent, agentId]))
    .limit(1);
  if (!pause) return;
  const what = pause.agentId === everyAgent ? 'all agents' : 'this agent';
  const why = pause.reason === '' ? '' : ` Reason: ${pause.reason}`;
  throw new AppError('agents_paused', {
    detail: `An administrator has paused ${what}, so nothing was sent.${why} Try again once they work again.`,
  });
}

/** Marks all unfinished runs, of one agent or of all, for cancelling. Their trees are marked with them. */
export async function requestCancelOfAll(tx: Tx, agentId: string | null): Promise<{ id: string; status: string }[]> {
  // In one order, so that two who do the same cannot lock each other out.
  const { rows } = await tx.query<{ id: string; status: string }>(
    `with recursive tree as (
       select id from runs where status = any($1::text[]) and ($2::text is null or agent_id = $2)
       union
       select c.id from runs c join tree on c.parent_run_id = tree.id where c.status = any($1::text[])
     ), taken as (
       select r.id from runs r where r.id in (select id from tree) order by r.id desc for update
     )
     update runs set cancel_requested = true, updated_at = now()
      where id in (select id from taken) and status = any($1::text[]) returning id, status`,
    [unfinished, agentId],
  );
  return rows;
}

export async function countUnfinished(tx: Tx, ids: readonly string[]): Promise<number> {
  const rows = await tx.orm
    .select({ count: sql<number>`count(*)::int` })
    .from(runs)
    .where(and(inArray(runs.id, [...ids]), inArray(runs.status, unfinished)));
  return rows[0]?.count ?? 0;
}
