import { updateMe } from '@agentforge/contracts/identity/endpoints';
import { AppError, notFound } from '@agentforge/kernel/errors';
import { givenFields } from '../../platform/given-fields.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import { presentUser } from './user-view.ts';
import { findUser, rolesOfUsers, updateUserRow } from './users.repository.ts';

/** Everybody may say what they are called. An API key acts for its person, it is not them. */
export function updateMeVerb(): Verb {
  return verb(updateMe, async (context, { body }) => {
    if (context.actor.kind !== 'user') {
      throw new AppError('forbidden', { detail: 'Sign in as a person to change your name.' });
    }
    const { userId } = context.actor;
    const { first_name: firstName, last_name: lastName } = body;
    await updateUserRow(context.tx, context.tenantId, userId, givenFields({ firstName, lastName }));
    const user = await findUser(context.tx, userId);
    if (!user) throw notFound('user');
    context.audit({ resource: { kind: 'users', id: userId }, details: { fields: Object.keys(body) } });
    return presentUser(user, (await rolesOfUsers(context.tx, [userId])).get(userId) ?? []);
  });
}
