import { deleteUser } from '@agentforge/contracts/identity/endpoints';
import { AppError, notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import type { AccessDoor } from '../access/index.ts';
import { requireNotStronger, requireOtherSuperAdmin } from './users.policy.ts';
import { deleteUserRow, findUser, rolesOfUsers } from './users.repository.ts';

export function deleteUserVerb(access: AccessDoor): Verb {
  return verb(deleteUser, async (context, { params }) => {
    const user = await findUser(context.tx, params.user_id);
    if (!user) throw notFound('user');
    if (user.id === context.requireUserId()) {
      throw new AppError('rule_broken', { detail: 'You cannot delete yourself. Ask another administrator.' });
    }
    const roles = (await rolesOfUsers(context.tx, [user.id])).get(user.id) ?? [];
    requireNotStronger(context, access, roles);
    await requireOtherSuperAdmin(context.tx, user, roles);
    await access.deleteApiKeysOf(context.tx, user.id);
    await deleteUserRow(context.tx, user.id);
    context.audit({ resource: { kind: 'users', id: user.id }, details: { email: user.email } });
    await context.emit({ type: 'user.deleted', data: { user_id: user.id } });
    return undefined;
  });
}
