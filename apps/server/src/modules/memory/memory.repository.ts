import type { Tx } from '@agentforge/db/database';
import { newId } from '@agentforge/kernel/ids';
import { and, desc, eq, sql } from 'drizzle-orm';
import { memories } from './memory.tables.ts';
import type { Statement } from './statements.ts';

export type MemoryRow = typeof memories.$inferSelect;

/** Whose memory of which agent. Nobody sees another person's. */
export interface Owner {
  userId: string;
  agentId: string;
}

export const mostMemories = 200;

const owned = ({ userId, agentId }: Owner) => and(eq(memories.userId, userId), eq(memories.agentId, agentId));

export async function listMemories(tx: Tx, owner: Owner): Promise<MemoryRow[]> {
  return tx.orm
    .select()
    .from(memories)
    .where(owned(owner))
    .orderBy(desc(memories.updatedAt), desc(memories.id))
    .limit(mostMemories);
}

export async function anyMemories(tx: Tx): Promise<boolean> {
  const { rows } = await tx.query(`select 1 from memories limit 1`);
  return rows.length > 0;
}

/** Keeps what was said; the newest word on a topic counts. Beyond 200 the oldest go. */
export async function keepMemories(
  tx: Tx,
  tenantId: string,
  owner: Owner,
  said: { statements: readonly Statement[]; runId: string; messageId: string },
): Promise<void> {
  const { runId, messageId } = said;
  for (const { topic, text } of said.statements)
    await tx.orm
      .insert(memories)
      .values({ tenantId, id: newId('memory'), ...owner, topic, text, runId, messageId })
      .onConflictDoUpdate({
        target: [memories.tenantId, memories.userId, memories.agentId, memories.topic],
        set: { text, runId, messageId, updatedAt: sql`now()` },
      });
  await tx.query(
    `delete from memories where user_id = $1 and agent_id = $2 and id in (
       select id from memories where user_id = $1 and agent_id = $2 order by updated_at desc, id desc offset $3)`,
    [owner.userId, owner.agentId, mostMemories],
  );
}

export async function correctRow(tx: Tx, owner: Owner, id: string, text: string): Promise<MemoryRow | null> {
  const [row] = await tx.orm
    .update(memories)
    .set({ text, runId: null, messageId: null, updatedAt: sql`now()` })
    .where(and(owned(owner), eq(memories.id, id)))
    .returning();
  return row ?? null;
}

/** One, or all of them. Answers how many. */
export async function eraseRows(tx: Tx, owner: Owner, id: string | null): Promise<number> {
  const gone = await tx.orm
    .delete(memories)
    .where(and(owned(owner), id === null ? undefined : eq(memories.id, id)))
    .returning({ id: memories.id });
  return gone.length;
}
