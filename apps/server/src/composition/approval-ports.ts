import { findRoles, listRoleRows } from '../modules/access/index.ts';
import type { IdentitiesPort } from '../modules/approvals/index.ts';
import { findPeople, rolesOfUsers, searchPeople } from '../modules/identity/index.ts';
import { roleIdsOf } from './agent-ports.ts';

/** People and roles as approvals name them. */
export const approvalIdentities: IdentitiesPort = {
  roleIds: roleIdsOf,
  people: findPeople,
  roles: findRoles,
  searchPeople,
  searchRoles: async (tx, q, limit) => (await listRoleRows(tx, { q, limit })).slice(0, limit),
  mayDecide: async (tx, userId) =>
    ((await rolesOfUsers(tx, [userId])).get(userId) ?? []).some((role) => role.permissions.includes('agents:execute')),
};
