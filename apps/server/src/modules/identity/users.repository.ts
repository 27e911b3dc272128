import type { Tx } from '@agentforge/db/database';
import { newId } from '@agentforge/kernel/ids';
import { and, count, desc, eq, ilike, inArray, lt, or, sql } from 'drizzle-orm';
import { likePattern } from '../../platform/pagination.ts';
import { type RoleRow, roles } from '../access/index.ts';
import { userRoles, users } from './identity.tables.ts';

export type UserRow = typeof users.$inferSelect;

export interface UserFilter {
  limit: number;
  cursor?: string | undefined;
  q?: string | undefined;
  status?: string | undefined;
  role_id?: string | undefined;
}

export async function listUserRows(tx: Tx, filter: UserFilter): Promise<UserRow[]> {
  const pattern = likePattern(filter.q);
  const holders = tx.orm
    .select({ id: userRoles.userId })
    .from(userRoles)
    .where(eq(userRoles.roleId, filter.role_id ?? ''));
  return tx.orm
    .select()
    .from(users)
    .where(
      and(
        filter.cursor === undefined ? undefined : lt(users.id, filter.cursor),
        filter.status === undefined ? undefined : eq(users.status, filter.status),
        filter.role_id === undefined ? undefined : inArray(users.id, holders),
        pattern === null
          ? undefined
          : or(ilike(users.email, pattern), ilike(users.firstName, pattern), ilike(users.lastName, pattern)),
      ),
    )
    .orderBy(desc(users.id))
    .limit(filter.limit + 1);
}

export async function findUser(tx: Tx, id: string): Promise<UserRow | null> {
  const [row] = await tx.orm.select().from(users).where(eq(users.id, id));
  return row ?? null;
}

/** The e-mail addresses of those of `ids` that are people of the tenant. */
export async function userEmails(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.orm
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(inArray(users.id, [...ids]));
  return new Map(rows.map(({ id, email }) => [id, email]));
}

export async function emailTaken(tx: Tx, email: string): Promise<boolean> {
  const rows = await tx.orm.select({ id: users.id }).from(users).where(eq(users.email, email)).limit(1);
  return rows.length > 0;
}

/** Over all tenants; for signing in, in a system transaction. */
export async function findUsersByEmail(tx: Tx, email: string, tenantId: string | null): Promise<UserRow[]> {
  return tx.orm
    .select()
    .from(users)
    .where(and(eq(users.email, email), tenantId === null ? undefined : eq(users.tenantId, tenantId)))
    .limit(5);
}

export async function insertUser(tx: Tx, row: typeof users.$inferInsert): Promise<void> {
  await tx.orm.insert(users).values(row);
}

export async function updateUserRow(
  tx: Tx,
  tenantId: string,
  id: string,
  values: Partial<Omit<typeof users.$inferInsert, 'tenantId' | 'id'>>,
): Promise<void> {
  await tx.orm
    .update(users)
    .set({ ...values, updatedAt: sql`now()` })
    .where(and(eq(users.tenantId, tenantId), eq(users.id, id)));
}

export async function deleteUserRow(tx: Tx, id: string): Promise<void> {
  await tx.orm.delete(users).where(eq(users.id, id));
}

export async function setUserRoles(
  tx: Tx,
  tenantId: string,
  userId: string,
  roleIds: readonly string[],
): Promise<void> {
  await tx.orm.delete(userRoles).where(and(eq(userRoles.tenantId, tenantId), eq(userRoles.userId, userId)));
  if (roleIds.length === 0) return;
  await tx.orm
    .insert(userRoles)
    .values([...new Set(roleIds)].map((roleId) => ({ tenantId, id: newId('role'), userId, roleId })));
}

/** Roles of users, by user id. */
export async function rolesOfUsers(tx: Tx, userIds: readonly string[]): Promise<Map<string, RoleRow[]>> {
  const found = new Map<string, RoleRow[]>();
  if (userIds.length === 0) return found;
  const rows = await tx.orm
    .select({ userId: userRoles.userId, role: roles })
    .from(userRoles)
    .innerJoin(roles, and(eq(roles.tenantId, userRoles.tenantId), eq(roles.id, userRoles.roleId)))
    .where(inArray(userRoles.userId, [...userIds]))
    .orderBy(roles.name);
  for (const { userId, role } of rows) found.set(userId, [...(found.get(userId) ?? []), role]);
  return found;
}

export async function countRoleHolders(tx: Tx, roleIds: readonly string[]): Promise<Map<string, number>> {
  if (roleIds.length === 0) return new Map();
  const rows = await tx.orm
    .select({ roleId: userRoles.roleId, holders: count() })
    .from(userRoles)
    .where(inArray(userRoles.roleId, [...roleIds]))
    .groupBy(userRoles.roleId);
  return new Map(rows.map((row) => [row.roleId, row.holders]));
}

/** Active Super Admins besides this user. Locks their rows, so that two removals cannot pass each other. */
export async function countOtherSuperAdmins(tx: Tx, tenantId: string, exceptUserId: string): Promise<number> {
  const { rows } = await tx.query<{ id: string }>(
    `select u.id from users u
       join user_roles ur on ur.tenant_id = u.tenant_id and ur.user_id = u.id
       join roles r on r.tenant_id = ur.tenant_id and r.id = ur.role_id and r.default_key = 'super_admin'
      where u.tenant_id = $1 and u.status = 'active' order by u.id for update of u`,
    [tenantId],
  );
  return rows.filter((row) => row.id !== exceptUserId).length;
}
