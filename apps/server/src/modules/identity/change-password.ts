import { changePassword } from '@agentforge/contracts/identity/endpoints';
import { AppError, notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { hashPassword, requireStrongPassword, verifyPassword } from './password.ts';
import { revokeSessionsOf } from './sessions.repository.ts';
import { findUser, updateUserRow } from './users.repository.ts';

/** `forget`: whoever just chose a password is not held to the temporary one by what is remembered of them. */
export function changePasswordVerb(forget: () => void): Verb {
  return verb(changePassword, async (context, { body }) => {
    if (context.actor.kind !== 'user') {
      throw new AppError('forbidden', { detail: 'Sign in as a person to change the password.' });
    }
    const user = await findUser(context.tx, context.actor.userId);
    if (!user) throw notFound('user');
    if (!(await verifyPassword(user.passwordHash, body.current_password))) {
      throw new AppError('rule_broken', {
        detail: 'The current password is not correct.',
        errors: [{ path: 'current_password', message: 'is not correct' }],
      });
    }
    if (body.new_password === body.current_password) {
      throw new AppError('rule_broken', {
        detail: 'The new password is the present one. Choose another.',
        errors: [{ path: 'new_password', message: 'is the present one' }],
      });
    }
    await requireStrongPassword(body.new_password, [user.email, user.firstName, user.lastName]);
    await updateUserRow(context.tx, context.tenantId, user.id, {
      passwordHash: await hashPassword(body.new_password),
      temporaryPasswordUntil: null,
    });
    context.tx.afterCommit(forget);
    await revokeSessionsOf(context.tx, user.id, 'password changed', context.actor.sessionId);
    await context.emit({ type: 'access.changed', data: { user_id: user.id } });
    context.audit({ resource: { kind: 'users', id: user.id } });
    return undefined;
  });
}
