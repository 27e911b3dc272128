import type { Permission } from '@agentforge/contracts/shared/permissions';
import { permissions as allPermissions } from '@agentforge/contracts/shared/permissions';
import { AppError } from '@agentforge/kernel/errors';
import type { TenantContext } from '../../platform/context.ts';
import type { RoleRow } from './roles.repository.ts';

const known = new Set<string>(allPermissions);

/** Stored names that are still permissions of this version. */
export function knownPermissions(stored: readonly string[]): Permission[] {
  return stored.filter((name): name is Permission => known.has(name));
}

/** Nobody can give or take what they do not hold themselves. */
export function requireHeld(context: TenantContext, wanted: readonly string[]): void {
  const lacking = wanted.filter((name) => !holds(context, name));
  if (lacking.length === 0) return;
  throw new AppError('forbidden', {
    detail: `You cannot grant what you do not have yourself: ${lacking.slice(0, 5).join(', ')}.`,
  });
}

/** What the asking person may do with a role. Super Admin is never edited: there must be a way back. */
export function rolePolicy(context: TenantContext, role: RoleRow, holders: number): { edit: boolean; delete: boolean } {
  const within = role.permissions.every((name) => holds(context, name));
  return {
    edit: context.can('roles:write') && role.defaultKey !== 'super_admin' && within,
    delete: context.can('roles:delete') && role.defaultKey === null && within && holders === 0,
  };
}

function holds(context: TenantContext, name: string): boolean {
  return knownPermissions([name]).some((permission) => context.principal.permissions.has(permission));
}
