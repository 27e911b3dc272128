import { createRole } from '@agentforge/contracts/access/endpoints';
import { createUser, login } from '@agentforge/contracts/identity/endpoints';
import type { Permission } from '@agentforge/contracts/shared/permissions';
import { strongPassword, type World } from '../../../../testing/create-world.ts';

let made = 0;

/** A member of the first tenant whose only role has these permissions. */
export async function signInWithRole(world: World, permissions: readonly Permission[]) {
  made += 1;
  const { client } = world.first;
  const role = await client.call(createRole, { body: { name: `Triggers ${made}`, permissions: [...permissions] } });
  const body = { email: `triggers-${made}@first.test`, password: strongPassword };
  const user = await client.call(createUser, { body: { ...body, role_ids: [role.id] } });
  const session = await world.anonymous.call(login, { body });
  return { client: world.clientFor(session.access_token), userId: user.id, roleId: role.id };
}
