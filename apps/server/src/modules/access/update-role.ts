import { updateRole } from '@agentforge/contracts/access/endpoints';
import { AppError, notFound } from '@agentforge/kernel/errors';
import { givenFields } from '../../platform/given-fields.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import { requireHeld } from './access.policy.ts';
import type { RoleHoldersPort } from './access.ports.ts';
import { roleNameTaken } from './create-role.ts';
import { presentRole } from './role-view.ts';
import { findRole, nameTaken, type RoleRow, updateRoleRow } from './roles.repository.ts';

/** In force at once: principals are read anew within seconds, and `access.changed` ends what this process remembers. */
export function updateRoleVerb(holders: RoleHoldersPort): Verb {
  return verb(updateRole, async (context, { params, body }) => {
    const role = await findRole(context.tx, params.role_id);
    if (!role) throw notFound('role');
    requireChangeable(role, body.name);
    // Weakening a role stronger than oneself would be a way to take power from others.
    requireHeld(context, role.permissions);
    requireHeld(context, body.permissions ?? []);
    if (body.name !== undefined && (await nameTaken(context.tx, body.name, role.id))) throw roleNameTaken(body.name);
    const updated = await updateRoleRow(context.tx, context.tenantId, role.id, givenFields(body));
    if (!updated) throw notFound('role');
    context.audit({
      resource: { kind: 'roles', id: role.id },
      details: { before: role.permissions, after: updated.permissions },
    });
    await context.emit({ type: 'access.changed', data: { role_id: role.id } });
    const counts = await holders.count(context.tx, [role.id]);
    return presentRole(context, updated, counts.get(role.id) ?? 0);
  });
}

function requireChangeable(role: RoleRow, name: string | undefined): void {
  if (role.defaultKey === 'super_admin') {
    throw new AppError('rule_broken', { detail: 'Super Admin always has every permission and cannot be changed.' });
  }
  if (role.defaultKey !== null && name !== undefined && name !== role.name) {
    throw new AppError('rule_broken', { detail: 'Default roles keep their name. Create a role of your own instead.' });
  }
}
