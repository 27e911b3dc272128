import type { TenantContext } from '../../platform/context.ts';
import { knownPermissions, rolePolicy } from './access.policy.ts';
import type { RoleRow } from './roles.repository.ts';

export function presentRole(context: TenantContext, row: RoleRow, holders: number) {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    permissions: knownPermissions(row.permissions),
    is_default: row.defaultKey !== null,
    users_count: holders,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
    policy: rolePolicy(context, row, holders),
  };
}
