import type { Client } from '@agentforge/client/client';
import { login } from '@agentforge/contracts/identity/endpoints';
import type { RunningServer } from '../src/composition/start.ts';
import { strongPassword } from './strong-password.ts';

export interface SeededTenant {
  tenantId: string;
  userId: string;
  email: string;
  token: string;
  refreshToken: string;
  client: Client;
}

/** Makes a tenant with the four default roles and a Super Admin, straight through the doors, then signs in over HTTP. */
export async function addTenant(
  server: RunningServer,
  anonymous: Client,
  clientFor: (token: string) => Client,
  name: string,
): Promise<SeededTenant> {
  const { platform, rooms } = server.application;
  const email = `admin@${name.toLowerCase().replace(/\W+/g, '-')}.test`;
  const made = await platform.database.withSystem('seed a test tenant', (tx) =>
    rooms.identity.createTenantWithAdmin(tx, { organization: name, email, password: strongPassword }),
  );
  const answer = await anonymous.call(login, { body: { email, password: strongPassword } });
  return {
    ...made,
    email,
    token: answer.access_token,
    refreshToken: answer.refresh_token,
    client: clientFor(answer.access_token),
  };
}
