import { getUser } from '@agentforge/contracts/identity/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import type { VerbContext } from '../../platform/context.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import type { AccessDoor } from '../access/index.ts';
import { presentUser } from './user-view.ts';
import { userPolicy } from './users.policy.ts';
import { findUser, rolesOfUsers } from './users.repository.ts';

export function getUserVerb(access: AccessDoor): Verb {
  return verb(getUser, async (context, { params }) => readUser(context, access, params.user_id));
}

/** The user as every user operation answers it. */
export async function readUser(context: VerbContext, access: AccessDoor, id: string) {
  const row = await findUser(context.tx, id);
  if (!row) throw notFound('user');
  const roles = (await rolesOfUsers(context.tx, [id])).get(id) ?? [];
  return { ...presentUser(row, roles), policy: userPolicy(context, access, row, roles) };
}
