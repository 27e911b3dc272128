import type { Tx } from '@agentforge/db/database';
import { and, eq, ilike, inArray, or } from 'drizzle-orm';
import { likePattern } from '../../platform/pagination.ts';
import { userRoles, users } from './identity.tables.ts';

/** A member as other rooms name them. */
export interface Person {
  id: string;
  email: string;
  name: string;
  active: boolean;
}

type Row = Pick<typeof users.$inferSelect, 'id' | 'email' | 'firstName' | 'lastName' | 'status'>;

const columns = {
  id: users.id,
  email: users.email,
  firstName: users.firstName,
  lastName: users.lastName,
  status: users.status,
};

function toPerson({ id, email, firstName, lastName, status }: Row): Person {
  return { id, email, name: `${firstName} ${lastName}`.trim() || email, active: status === 'active' };
}

/** Those of `ids` that are members of `tenantId`, also in system transactions. */
export async function findPeople(tx: Tx, tenantId: string, ids: readonly string[]): Promise<Person[]> {
  if (ids.length === 0) return [];
  const rows = await tx.orm
    .select(columns)
    .from(users)
    .where(and(eq(users.tenantId, tenantId), inArray(users.id, [...ids])));
  return rows.map(toPerson);
}

/** Active members whose name or address contains `q`, by address. */
export async function searchPeople(tx: Tx, tenantId: string, q: string, limit: number): Promise<Person[]> {
  const pattern = likePattern(q);
  const rows = await tx.orm
    .select(columns)
    .from(users)
    .where(
      and(
        eq(users.tenantId, tenantId),
        eq(users.status, 'active'),
        pattern === null
          ? undefined
          : or(ilike(users.email, pattern), ilike(users.firstName, pattern), ilike(users.lastName, pattern)),
      ),
    )
    .orderBy(users.email)
    .limit(limit);
  return rows.map(toPerson);
}

/** Active members who hold one of the roles. */
export async function peopleWithRoles(
  tx: Tx,
  tenantId: string,
  roleIds: readonly string[],
  limit: number,
): Promise<Person[]> {
  if (roleIds.length === 0) return [];
  const rows = await tx.orm
    .selectDistinct(columns)
    .from(users)
    .innerJoin(userRoles, and(eq(userRoles.tenantId, users.tenantId), eq(userRoles.userId, users.id)))
    .where(and(eq(users.tenantId, tenantId), eq(users.status, 'active'), inArray(userRoles.roleId, [...roleIds])))
    .orderBy(users.id)
    .limit(limit);
  return rows.map(toPerson);
}
