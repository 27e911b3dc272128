import type { Client } from '@agentforge/client/client';
import { ApiError } from '@agentforge/client/problem';
import { listRoles } from '@agentforge/contracts/access/endpoints';
import { createUser, login } from '@agentforge/contracts/identity/endpoints';
import { strongPassword, type World } from './create-world.ts';

let made = 0;

/** A new member of the first tenant with one of its roles, signed in. */
export async function signInAs(world: World, role: string): Promise<Client> {
  made += 1;
  const email = `member-${made}@first.test`;
  const roles = await world.first.client.call(listRoles, { query: { limit: 100 } });
  const roleId = roles.data.find((candidate) => candidate.name === role)?.id ?? '';
  await world.first.client.call(createUser, { body: { email, password: strongPassword, role_ids: [roleId] } });
  const session = await world.anonymous.call(login, { body: { email, password: strongPassword } });
  return world.clientFor(session.access_token);
}

/** HTTP statuses of calls that are refused; 200 for those that are not. */
export async function statusesOf(attempts: readonly Promise<unknown>[]): Promise<number[]> {
  const outcomes = await Promise.allSettled(attempts);
  return outcomes.map((outcome) => {
    if (outcome.status === 'fulfilled') return 200;
    return outcome.reason instanceof ApiError ? outcome.reason.status : 0;
  });
}
