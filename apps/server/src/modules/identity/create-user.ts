import { createUser } from '@agentforge/contracts/identity/endpoints';
import { AppError } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import { type Verb, verb } from '../../platform/verb.ts';
import type { AccessDoor } from '../access/index.ts';
import { readUser } from './get-user.ts';
import { hashPassword, requireStrongPassword } from './password.ts';
import { rolesToGrant } from './users.policy.ts';
import { emailTaken, insertUser, setUserRoles } from './users.repository.ts';

export function createUserVerb(access: AccessDoor): Verb {
  return verb(createUser, async (context, { body }) => {
    const roles = await rolesToGrant(context, context.tx, access, body.role_ids);
    if (await emailTaken(context.tx, body.email)) {
      throw new AppError('conflict', {
        detail: `${body.email} already belongs to your organization.`,
        errors: [{ path: 'email', message: 'is already used' }],
      });
    }
    await requireStrongPassword(body.password, [body.email, body.first_name, body.last_name]);
    const id = newId('user');
    await insertUser(context.tx, {
      tenantId: context.tenantId,
      id,
      email: body.email,
      passwordHash: await hashPassword(body.password),
      firstName: body.first_name,
      lastName: body.last_name,
    });
    await setUserRoles(
      context.tx,
      context.tenantId,
      id,
      roles.map((role) => role.id),
    );
    return readUser(context, access, id);
  });
}
