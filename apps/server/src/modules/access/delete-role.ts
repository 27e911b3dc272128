import { deleteRole } from '@agentforge/contracts/access/endpoints';
import { AppError, notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { requireHeld } from './access.policy.ts';
import type { RoleHoldersPort } from './access.ports.ts';
import { deleteRoleRow, findRole } from './roles.repository.ts';

export function deleteRoleVerb(holders: RoleHoldersPort): Verb {
  return verb(deleteRole, async (context, { params }) => {
    const role = await findRole(context.tx, params.role_id);
    if (!role) throw notFound('role');
    if (role.defaultKey !== null) throw new AppError('rule_broken', { detail: 'Default roles cannot be deleted.' });
    requireHeld(context, role.permissions);
    const counts = await holders.count(context.tx, [role.id]);
    const count = counts.get(role.id) ?? 0;
    if (count > 0) {
      throw new AppError('conflict', { detail: `${count} users still have this role. Give them another role first.` });
    }
    await deleteRoleRow(context.tx, role.id);
    context.audit({ resource: { kind: 'roles', id: role.id }, details: { name: role.name } });
    return undefined;
  });
}
