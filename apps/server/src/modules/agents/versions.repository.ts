import type { Tx } from '@agentforge/db/database';
import { assertInvariant } from '@agentforge/kernel/trust';
import { and, desc, eq, lt } from 'drizzle-orm';
import { agentVersions } from './agents.tables.ts';

export type VersionRow = typeof agentVersions.$inferSelect;

export async function insertVersion(tx: Tx, row: typeof agentVersions.$inferInsert): Promise<VersionRow> {
  const [inserted] = await tx.orm.insert(agentVersions).values(row).returning();
  assertInvariant(inserted, 'an inserted version is returned');
  return inserted;
}

export async function findVersion(tx: Tx, agentId: string, version: number): Promise<VersionRow | null> {
  const [row] = await tx.orm
    .select()
    .from(agentVersions)
    .where(and(eq(agentVersions.agentId, agentId), eq(agentVersions.version, version)));
  return row ?? null;
}

export async function listVersionRows(
  tx: Tx,
  agentId: string,
  filter: { limit: number; cursor?: string | undefined },
): Promise<VersionRow[]> {
  return tx.orm
    .select()
    .from(agentVersions)
    .where(
      and(
        eq(agentVersions.agentId, agentId),
        filter.cursor === undefined ? undefined : lt(agentVersions.id, filter.cursor),
      ),
    )
    .orderBy(desc(agentVersions.id))
    .limit(filter.limit + 1);
}
