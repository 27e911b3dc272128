import type { Tx } from '@agentforge/db/database';

const tables = ['memories', 'memory_pauses', 'memory_runs'] as const;

/** In a system transaction, so the tenant is named. */
export async function forgetAgent(tx: Tx, tenantId: string, agentId: string): Promise<void> {
  for (const table of tables)
    await tx.query(`delete from ${table} where tenant_id = $1 and agent_id = $2`, [tenantId, agentId]);
}

export async function forgetUser(tx: Tx, tenantId: string, userId: string): Promise<void> {
  for (const table of tables)
    await tx.query(`delete from ${table} where tenant_id = $1 and user_id = $2`, [tenantId, userId]);
}

/** What was replaced a month ago can no longer be taken back; notes on runs are of use for a week. */
export async function forgetLeftovers(tx: Tx): Promise<number> {
  const replaced = await tx.query(
    `delete from memories where superseded_by is not null and updated_at < now() - interval '30 days'`,
  );
  const runs = await tx.query(`delete from memory_runs where created_at < now() - interval '7 days'`);
  return (replaced.rowCount ?? 0) + (runs.rowCount ?? 0);
}
