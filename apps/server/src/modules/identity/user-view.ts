import type { RoleRow } from '../access/index.ts';
import type { UserRow } from './users.repository.ts';

const statuses = { active: 'active', disabled: 'disabled', invited: 'invited' } as const;

export function presentUser(row: UserRow, roles: readonly RoleRow[]) {
  return {
    id: row.id,
    email: row.email,
    first_name: row.firstName,
    last_name: row.lastName,
    status:
      row.status === 'disabled' ? statuses.disabled : row.status === 'invited' ? statuses.invited : statuses.active,
    roles: roles.map((role) => ({ id: role.id, name: role.name })),
    last_login_at: row.lastLoginAt,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
