import type { Tx } from '@agentforge/db/database';
import { AppError } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import type { AccessDoor } from '../access/index.ts';
import type { TenantsDoor } from '../tenants/index.ts';
import { insertUser, setUserRoles } from './users.repository.ts';

export interface FirstAdmin {
  organization: string;
  email: string;
  passwordHash: string;
  firstName: string;
  lastName: string;
}

/** The first organization with its Super Admin, who also operates the platform. Throws `setup_done` after the first time. */
export async function createFirstAdmin(
  tx: Tx,
  deps: { tenants: TenantsDoor; access: AccessDoor },
  admin: FirstAdmin,
): Promise<{ tenantId: string; userId: string }> {
  // Two setups at once: the second waits here and then finds the first one's organization.
  await tx.query('select pg_advisory_xact_lock(4107220952)');
  if (await deps.tenants.any(tx)) {
    throw new AppError('setup_done', { detail: 'This installation is already set up. Sign in instead.' });
  }
  return createTenantWithAdmin(tx, deps, admin, true);
}

/** An organization with its default roles and one Super Admin. */
export async function createTenantWithAdmin(
  tx: Tx,
  deps: { tenants: TenantsDoor; access: AccessDoor },
  admin: FirstAdmin,
  isOperator: boolean,
): Promise<{ tenantId: string; userId: string }> {
  const tenant = await deps.tenants.create(tx, { name: admin.organization });
  const roles = await deps.access.ensureDefaultRoles(tx, tenant.tenantId);
  const userId = newId('user');
  await insertUser(tx, {
    tenantId: tenant.tenantId,
    id: userId,
    email: admin.email,
    passwordHash: admin.passwordHash,
    firstName: admin.firstName,
    lastName: admin.lastName,
    isOperator,
  });
  const superAdmin = roles.filter((role) => role.defaultKey === 'super_admin').map((role) => role.id);
  await setUserRoles(tx, tenant.tenantId, userId, superAdmin);
  return { tenantId: tenant.tenantId, userId };
}
