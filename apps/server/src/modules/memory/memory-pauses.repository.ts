import type { Tx } from '@agentforge/db/database';
import { eq } from 'drizzle-orm';
import type { Owner } from './memory.repository.ts';
import { memoryPauses } from './memory.tables.ts';

const idOf = ({ userId, agentId }: Owner) => `${userId} ${agentId}`;

export async function isPaused(tx: Tx, owner: Owner): Promise<boolean> {
  const rows = await tx.orm
    .select({ id: memoryPauses.id })
    .from(memoryPauses)
    .where(eq(memoryPauses.id, idOf(owner)));
  return rows.length > 0;
}

export async function setPaused(tx: Tx, tenantId: string, owner: Owner, paused: boolean): Promise<void> {
  const id = idOf(owner);
  if (paused)
    await tx.orm
      .insert(memoryPauses)
      .values({ tenantId, id, ...owner })
      .onConflictDoNothing();
  else await tx.orm.delete(memoryPauses).where(eq(memoryPauses.id, id));
}

export async function pausedAgents(tx: Tx, userId: string): Promise<string[]> {
  const rows = await tx.orm
    .select({ agentId: memoryPauses.agentId })
    .from(memoryPauses)
    .where(eq(memoryPauses.userId, userId));
  return rows.map(({ agentId }) => agentId);
}
