import type { Tx } from '@agentforge/db/database';
import { eq, sql } from 'drizzle-orm';
import { tenants } from './tenants.tables.ts';

export type TenantRow = typeof tenants.$inferSelect;

export async function insertTenant(tx: Tx, row: { tenantId: string; name: string; slug: string }): Promise<void> {
  await tx.orm.insert(tenants).values(row);
}

export async function findTenant(tx: Tx, tenantId: string): Promise<TenantRow | null> {
  const [row] = await tx.orm.select().from(tenants).where(eq(tenants.tenantId, tenantId));
  return row ?? null;
}

export async function findTenantBySlug(tx: Tx, slug: string): Promise<TenantRow | null> {
  const [row] = await tx.orm.select().from(tenants).where(eq(tenants.slug, slug));
  return row ?? null;
}

export async function anyTenant(tx: Tx): Promise<boolean> {
  const rows = await tx.orm.select({ id: tenants.tenantId }).from(tenants).limit(1);
  return rows.length > 0;
}

export async function renameTenant(tx: Tx, tenantId: string, name: string): Promise<TenantRow | null> {
  const [row] = await tx.orm
    .update(tenants)
    .set({ name, updatedAt: sql`now()` })
    .where(eq(tenants.tenantId, tenantId))
    .returning();
  return row ?? null;
}

export interface TableFacts {
  table: string;
  forced: boolean;
  policies: number;
}

/** Row-security facts of every table with a `tenant_id`. */
export async function readTableFacts(tx: Tx): Promise<TableFacts[]> {
  const { rows } = await tx.query<{ name: string; forced: boolean; policies: number }>(
    `select c.relname as name, (c.relrowsecurity and c.relforcerowsecurity) as forced,
            (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
      where c.relkind in ('r','p') and c.relnamespace = 'public'::regnamespace order by 1`,
  );
  return rows.map((row) => ({ table: row.name, forced: row.forced, policies: row.policies }));
}

/** Rows of other tenants this transaction can see in a table: must be none. `table` comes from the catalogue only. */
export async function countForeignRows(tx: Tx, table: string, tenantId: string): Promise<number> {
  const quoted = `"${table.replaceAll('"', '""')}"`;
  const { rows } = await tx.query<{ count: number }>(
    `select count(*)::int as count from ${quoted} where tenant_id is distinct from $1`,
    [tenantId],
    { prepare: false },
  );
  return rows[0]?.count ?? 0;
}
