import type { Tx } from '@agentforge/db/database';
import { and, desc, eq, ilike, inArray, lt, or, sql } from 'drizzle-orm';
import { likePattern } from '../../platform/pagination.ts';
import { roles } from './access.tables.ts';

export type RoleRow = typeof roles.$inferSelect;

export async function listRoleRows(
  tx: Tx,
  filter: { limit: number; cursor?: string | undefined; q?: string | undefined },
): Promise<RoleRow[]> {
  const pattern = likePattern(filter.q);
  return tx.orm
    .select()
    .from(roles)
    .where(
      and(
        filter.cursor === undefined ? undefined : lt(roles.id, filter.cursor),
        pattern === null ? undefined : or(ilike(roles.name, pattern), ilike(roles.description, pattern)),
      ),
    )
    .orderBy(desc(roles.id))
    .limit(filter.limit + 1);
}

export async function findRole(tx: Tx, id: string): Promise<RoleRow | null> {
  const [row] = await tx.orm.select().from(roles).where(eq(roles.id, id));
  return row ?? null;
}

export async function findRoles(tx: Tx, ids: readonly string[]): Promise<RoleRow[]> {
  return ids.length === 0
    ? []
    : tx.orm
        .select()
        .from(roles)
        .where(inArray(roles.id, [...ids]));
}

export async function findDefaultRoles(tx: Tx, tenantId: string): Promise<RoleRow[]> {
  return tx.orm
    .select()
    .from(roles)
    .where(and(eq(roles.tenantId, tenantId), sql`${roles.defaultKey} is not null`))
    .orderBy(roles.id);
}

export async function nameTaken(tx: Tx, name: string, exceptId = ''): Promise<boolean> {
  const rows = await tx.orm.select({ id: roles.id }).from(roles).where(sql`lower(${roles.name}) = lower(${name})`);
  return rows.some((row) => row.id !== exceptId);
}

export async function insertRole(tx: Tx, row: typeof roles.$inferInsert): Promise<void> {
  await tx.orm.insert(roles).values(row);
}

export async function updateRoleRow(
  tx: Tx,
  tenantId: string,
  id: string,
  values: Partial<Pick<RoleRow, 'name' | 'description' | 'permissions'>>,
): Promise<RoleRow | null> {
  const [row] = await tx.orm
    .update(roles)
    .set({ ...values, updatedAt: sql`now()` })
    .where(and(eq(roles.tenantId, tenantId), eq(roles.id, id)))
    .returning();
  return row ?? null;
}

export async function deleteRoleRow(tx: Tx, id: string): Promise<void> {
  await tx.orm.delete(roles).where(eq(roles.id, id));
}
