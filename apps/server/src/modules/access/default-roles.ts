import { defaultRoles } from '@agentforge/contracts/shared/permissions';
import type { Tx } from '@agentforge/db/database';
import { newId } from '@agentforge/kernel/ids';
import { findDefaultRoles, insertRole, type RoleRow, updateRoleRow } from './roles.repository.ts';

/** Makes or restores the four default roles of a tenant; other roles are not touched. */
export async function ensureDefaultRoles(tx: Tx, tenantId: string): Promise<RoleRow[]> {
  const existing = new Map((await findDefaultRoles(tx, tenantId)).map((row) => [row.defaultKey, row]));
  for (const wanted of defaultRoles) {
    const values = { name: wanted.name, description: wanted.description, permissions: [...wanted.permissions] };
    const row = existing.get(wanted.key);
    if (row) await updateRoleRow(tx, tenantId, row.id, values);
    else await insertRole(tx, { tenantId, id: newId('role'), defaultKey: wanted.key, ...values });
  }
  return findDefaultRoles(tx, tenantId);
}
