import { randomBytes } from 'node:crypto';
import { type Client, createClient } from '@agentforge/client/client';
import { listRoles } from '@agentforge/contracts/access/endpoints';
import { createUser, login } from '@agentforge/contracts/identity/endpoints';
import type { Stage } from './stage.ts';

const password = 'violet-harbour-tundra-42';

/** A new member of the organization with one of its roles, signed in. */
export async function addMember({ client, server, clientFor }: Stage, role: string): Promise<Client> {
  const email = `member-${randomBytes(4).toString('hex')}@example.test`;
  const roles = await client.call(listRoles, { query: { limit: 100 } });
  const found = roles.data.find(({ name }) => name === role);
  if (!found) throw new Error(`There is no role ${role}.`);
  await client.call(createUser, { body: { email, password, role_ids: [found.id] } });
  const anonymous = createClient({ baseUrl: server.url });
  return clientFor((await anonymous.call(login, { body: { email, password } })).access_token);
}
