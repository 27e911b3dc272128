import { randomInt } from 'node:crypto';
import { resetPassword } from '@agentforge/contracts/identity/endpoints';
import { AppError, notFound } from '@agentforge/kernel/errors';
import type { VerbContext } from '../../platform/context.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import type { AccessDoor } from '../access/index.ts';
import { hashPassword } from './password.ts';
import { revokeSessionsOf } from './sessions.repository.ts';
import { requireNotStronger } from './users.policy.ts';
import { findUser, rolesOfUsers, type UserRow, updateUserRow } from './users.repository.ts';

const validHours = 72;
/** Without letters and digits that look alike: people read it out to each other. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Four groups of four: some 79 bits. */
function newTemporaryPassword(): string {
  const letters = (count: number) => Array.from({ length: count }, () => alphabet.charAt(randomInt(alphabet.length)));
  return Array.from({ length: 4 }, () => letters(4).join('')).join('-');
}

export function resetPasswordVerb(access: AccessDoor): Verb {
  return verb(resetPassword, async (context, { params }) => {
    const user = await findUser(context.tx, params.user_id);
    if (!user) throw notFound('user');
    requireNotStronger(context, access, (await rolesOfUsers(context.tx, [user.id])).get(user.id) ?? []);
    requireResettable(context, user);
    const password = newTemporaryPassword();
    const until = new Date(context.now() + validHours * 3_600_000).toISOString();
    await updateUserRow(context.tx, context.tenantId, user.id, {
      passwordHash: await hashPassword(password),
      temporaryPasswordUntil: until,
    });
    await revokeSessionsOf(context.tx, user.id, 'password reset by an administrator');
    await context.emit({ type: 'access.changed', data: { user_id: user.id } });
    context.audit({ resource: { kind: 'users', id: user.id }, details: { valid_until: until } });
    return { temporary_password: password, valid_until: until };
  });
}

function requireResettable(context: VerbContext, user: UserRow): void {
  if ('userId' in context.actor && context.actor.userId === user.id) {
    throw new AppError('rule_broken', { detail: 'Change your own password in your profile; a reset is for others.' });
  }
  // Whoever holds an operator's password holds every organization.
  if (user.isOperator && !context.principal.isOperator) {
    throw new AppError('forbidden', { detail: 'Only another platform operator can reset this password.' });
  }
  if (user.status === 'disabled') {
    throw new AppError('rule_broken', { detail: 'This user is disabled. Enable the account first, then reset it.' });
  }
}
