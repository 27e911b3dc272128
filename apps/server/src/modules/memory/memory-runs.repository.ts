import type { Tx } from '@agentforge/db/database';
import { and, eq } from 'drizzle-orm';
import type { Owner } from './memory.repository.ts';
import { memoryRuns } from './memory.tables.ts';

export type MemoryRunRow = typeof memoryRuns.$inferSelect;

/** The first word on a run counts: a settlement that is repeated changes nothing. */
export async function insertMemoryRun(
  tx: Tx,
  row: Omit<typeof memoryRuns.$inferInsert, 'createdAt' | 'updatedAt'>,
): Promise<void> {
  await tx.orm.insert(memoryRuns).values(row).onConflictDoNothing();
}

export async function findMemoryRun(tx: Tx, runId: string): Promise<MemoryRunRow | null> {
  const [row] = await tx.orm.select().from(memoryRuns).where(eq(memoryRuns.id, runId));
  return row ?? null;
}

export async function findOwnMemoryRun(tx: Tx, owner: Owner, runId: string): Promise<MemoryRunRow | null> {
  const row = await findMemoryRun(tx, runId);
  return row?.userId === owner.userId && row.agentId === owner.agentId ? row : null;
}

/** Ends a pending one; false when it is not pending (any more). What was needed for the reading is forgotten. */
export async function settleMemoryRun(
  tx: Tx,
  runId: string,
  end: { state: 'done' | 'failed'; usage?: Record<string, number>; costUsd?: number | null },
): Promise<boolean> {
  const settled = await tx.orm
    .update(memoryRuns)
    .set({ state: end.state, usage: end.usage ?? null, costUsd: end.costUsd ?? null, hiddenValues: null })
    .where(and(eq(memoryRuns.id, runId), eq(memoryRuns.state, 'pending')))
    .returning({ id: memoryRuns.id });
  return settled.length > 0;
}

export async function keepHeld(tx: Tx, runId: string, held: readonly string[]): Promise<void> {
  await tx.orm
    .update(memoryRuns)
    .set({ held: [...held] })
    .where(eq(memoryRuns.id, runId));
}
