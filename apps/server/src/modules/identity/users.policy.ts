import type { Tx } from '@agentforge/db/database';
import { AppError } from '@agentforge/kernel/errors';
import type { TenantContext } from '../../platform/context.ts';
import type { AccessDoor, RoleRow } from '../access/index.ts';
import { countOtherSuperAdmins, type UserRow } from './users.repository.ts';

const isSuperAdmin = (roles: readonly RoleRow[]): boolean => roles.some((role) => role.defaultKey === 'super_admin');

/** Someone with more rights than oneself is not changed, disabled or deleted. */
export function requireNotStronger(context: TenantContext, access: AccessDoor, roles: readonly RoleRow[]): void {
  access.requireHeld(
    context,
    roles.flatMap((role) => role.permissions),
  );
}

export async function requireOtherSuperAdmin(tx: Tx, user: UserRow, roles: readonly RoleRow[]): Promise<void> {
  if (!isSuperAdmin(roles) || user.status !== 'active') return;
  if ((await countOtherSuperAdmins(tx, user.tenantId, user.id)) > 0) return;
  throw new AppError('rule_broken', {
    detail: 'This is the last active Super Admin. Make someone else Super Admin first, so that nobody is locked out.',
  });
}

export function userPolicy(context: TenantContext, access: AccessDoor, user: UserRow, roles: readonly RoleRow[]) {
  const held = access
    .knownPermissions(roles.flatMap((role) => role.permissions))
    .every((permission) => context.can(permission));
  const self = 'userId' in context.actor && context.actor.userId === user.id;
  return { edit: context.can('users:write') && held, delete: context.can('users:delete') && held && !self };
}

export async function rolesToGrant(
  context: TenantContext,
  tx: Tx,
  access: AccessDoor,
  roleIds: readonly string[],
): Promise<RoleRow[]> {
  const roles = await access.findRoles(tx, roleIds);
  if (roles.length !== new Set(roleIds).size) {
    throw new AppError('rule_broken', {
      detail: 'One of the roles does not exist any more. Reload and choose again.',
      errors: [{ path: 'role_ids', message: 'names a role that does not exist' }],
    });
  }
  access.requireHeld(
    context,
    roles.flatMap((role) => role.permissions),
  );
  return roles;
}
