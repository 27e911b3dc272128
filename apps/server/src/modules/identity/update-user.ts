import { updateUser } from '@agentforge/contracts/identity/endpoints';
import { AppError, notFound } from '@agentforge/kernel/errors';
import { givenFields } from '../../platform/given-fields.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import type { AccessDoor } from '../access/index.ts';
import { readUser } from './get-user.ts';
import { revokeSessionsOf } from './sessions.repository.ts';
import { requireNotStronger, requireOtherSuperAdmin, rolesToGrant } from './users.policy.ts';
import { findUser, rolesOfUsers, setUserRoles, updateUserRow } from './users.repository.ts';

export function updateUserVerb(access: AccessDoor): Verb {
  return verb(updateUser, async (context, { params, body }) => {
    const user = await findUser(context.tx, params.user_id);
    if (!user) throw notFound('user');
    const before = (await rolesOfUsers(context.tx, [user.id])).get(user.id) ?? [];
    requireNotStronger(context, access, before);
    if (body.status === 'disabled' && user.id === context.requireUserId()) {
      throw new AppError('rule_broken', { detail: 'You cannot disable yourself. Ask another administrator.' });
    }
    const after = body.role_ids === undefined ? before : await rolesToGrant(context, context.tx, access, body.role_ids);
    const staysSuperAdmin = after.some((role) => role.defaultKey === 'super_admin') && body.status !== 'disabled';
    if (!staysSuperAdmin) await requireOtherSuperAdmin(context.tx, user, before);
    const { first_name: firstName, last_name: lastName, status } = body;
    await updateUserRow(context.tx, context.tenantId, user.id, givenFields({ firstName, lastName, status }));
    if (body.role_ids !== undefined) await setUserRoles(context.tx, context.tenantId, user.id, body.role_ids);
    if (body.status === 'disabled') await revokeSessionsOf(context.tx, user.id, 'user disabled');
    context.audit({
      resource: { kind: 'users', id: user.id },
      details: {
        fields: Object.keys(body),
        roles_before: before.map((role) => role.name),
        roles_after: after.map((role) => role.name),
      },
    });
    await context.emit({
      type: body.status === 'disabled' ? 'user.disabled' : 'access.changed',
      data: { user_id: user.id },
    });
    return readUser(context, access, user.id);
  });
}
