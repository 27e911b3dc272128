import { createApiKey, deleteApiKey, listRoles, updateRole } from '@agentforge/contracts/access/endpoints';
import { listAuditRecords } from '@agentforge/contracts/audit/endpoints';
import {
  changePassword,
  createUser,
  deleteUser,
  getMe,
  getSetup,
  listSessions,
  listUsers,
  login,
  logout,
  refresh,
  runSetup,
  updateUser,
} from '@agentforge/contracts/identity/endpoints';
import { permissions } from '@agentforge/contracts/shared/permissions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, strongPassword, type World } from '../../../testing/create-world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function roleId(name: string): Promise<string> {
  const roles = await world.first.client.call(listRoles, { query: { limit: 100 } });
  return roles.data.find((role) => role.name === name)?.id ?? '';
}

async function member(email: string, role: string) {
  const user = await world.first.client.call(createUser, {
    body: { email, password: strongPassword, role_ids: [await roleId(role)] },
  });
  const session = await world.anonymous.call(login, { body: { email, password: strongPassword } });
  return { user, session, client: world.clientFor(session.access_token) };
}

describe('setup', () => {
  it('is done once', async () => {
    expect(await world.anonymous.call(getSetup, {})).toEqual({ required: false });
    const body = { setup_token: 'x', organization: 'Again', email: 'a@b.test', password: strongPassword };
    await expect(world.anonymous.call(runSetup, { body })).rejects.toMatchObject({ status: 403 });
  });

  it('gives the four default roles with the documented permissions', async () => {
    const roles = await world.first.client.call(listRoles, { query: {} });
    const counts = Object.fromEntries(roles.data.map((role) => [role.name, role.permissions.length]));
    expect(counts).toMatchObject({ 'Super Admin': 32, Admin: 25, User: 5, Viewer: 4 });
    const admin = roles.data.find((role) => role.name === 'Admin')?.permissions ?? [];
    const lacking = permissions.filter((name) => !admin.includes(name));
    expect(lacking).toEqual([
      'users:delete',
      'roles:delete',
      'security:admin',
      'security:audit',
      'security:mfa_manage',
      'security:oauth_manage',
      'security:ldap_manage',
    ]);
  });
});

describe('sessions', () => {
  it('rotates refresh tokens and ends the session when one is used twice', async () => {
    const first = await world.anonymous.call(login, { body: { email: world.first.email, password: strongPassword } });
    const second = await world.anonymous.call(refresh, { body: { refresh_token: first.refresh_token } });
    expect(second.refresh_token).not.toBe(first.refresh_token);
    const again = world.anonymous.call(refresh, { body: { refresh_token: first.refresh_token } });
    await expect(again).rejects.toMatchObject({ status: 401 });
    const afterwards = world.anonymous.call(refresh, { body: { refresh_token: second.refresh_token } });
    await expect(afterwards).rejects.toMatchObject({ status: 401 });
  });

  it('refuses tokens after signing out and after a password change', async () => {
    const { client, session } = await member('leaver@first.test', 'User');
    await client.call(getMe, {});
    await client.call(logout, {});
    await expect
      .poll(
        () =>
          client.call(getMe, {}).then(
            () => 'in',
            () => 'out',
          ),
        { timeout: 5000 },
      )
      .toBe('out');
    await expect(
      world.anonymous.call(refresh, { body: { refresh_token: session.refresh_token } }),
    ).rejects.toMatchObject({ status: 401 });
    const other = await world.anonymous.call(login, { body: { email: 'leaver@first.test', password: strongPassword } });
    const here = await world.anonymous.call(login, { body: { email: 'leaver@first.test', password: strongPassword } });
    const hereClient = world.clientFor(here.access_token);
    const body = { current_password: strongPassword, new_password: 'amber-ferry-quartz-77' };
    await hereClient.call(changePassword, { body });
    const otherClient = world.clientFor(other.access_token);
    await expect
      .poll(
        () =>
          otherClient.call(getMe, {}).then(
            () => 'in',
            () => 'out',
          ),
        { timeout: 5000 },
      )
      .toBe('out');
    expect((await hereClient.call(listSessions, {})).data).toHaveLength(1);
  });

  it('signs in with a cookie and refuses writes from another site with it', async () => {
    const answer = await fetch(`${world.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: world.first.email, password: strongPassword }),
    });
    const setCookie = answer.headers.get('set-cookie') ?? '';
    expect(setCookie).toMatch(/^agentforge=/);
    expect(setCookie).toMatch(/HttpOnly/i);
    expect(setCookie).toMatch(/SameSite=Lax/i);
    const cookie = setCookie.split(';')[0] ?? '';
    const me = await fetch(`${world.url}/api/v1/auth/me`, { headers: { cookie } });
    expect(me.status).toBe(200);
    const foreign = await fetch(`${world.url}/api/v1/auth/logout`, {
      method: 'POST',
      headers: { cookie, origin: 'https://evil.test' },
    });
    expect(foreign.status).toBe(403);
  });

  it('locks an address after five failures, known or not', async () => {
    for (const email of ['nobody@first.test', 'locked@first.test']) {
      if (email.startsWith('locked')) await member(email, 'Viewer');
      const answers = [];
      for (let attempt = 0; attempt < 6; attempt += 1) {
        const failed = world.anonymous.call(login, { body: { email, password: 'wrong password here' } });
        answers.push(
          await failed.then(
            () => 200,
            (error: { status: number }) => error.status,
          ),
        );
      }
      expect(answers).toEqual([401, 401, 401, 401, 401, 423]);
    }
  });
});

describe('rights', () => {
  it('lets nobody grant what they lack or change someone stronger', async () => {
    const { client } = await member('admin2@first.test', 'Admin');
    const superAdmin = await roleId('Super Admin');
    const body = { email: 'friend@first.test', password: strongPassword, role_ids: [superAdmin] };
    await expect(client.call(createUser, { body })).rejects.toMatchObject({ status: 403 });
    const demote = client.call(updateUser, { params: { user_id: world.first.userId }, body: { status: 'disabled' } });
    await expect(demote).rejects.toMatchObject({ status: 403 });
    const editor = client.call(updateRole, { params: { role_id: superAdmin }, body: { permissions: [] } });
    await expect(editor).rejects.toMatchObject({ status: 422 });
  });

  it('keeps the last Super Admin', async () => {
    const { client, user } = await member('second@first.test', 'Super Admin');
    const gone = client.call(updateUser, { params: { user_id: world.first.userId }, body: { role_ids: [] } });
    await expect(gone).resolves.toMatchObject({ roles: [] });
    const last = client.call(updateUser, { params: { user_id: user.id }, body: { role_ids: [] } });
    await expect(last).rejects.toMatchObject({ status: 422 });
    const back = [await roleIdBy(client, 'Super Admin')];
    await client.call(updateUser, { params: { user_id: world.first.userId }, body: { role_ids: back } });
    await client.call(deleteUser, { params: { user_id: user.id } }).catch(() => undefined);
    await expect
      .poll(() =>
        world.first.client.call(listUsers, { query: {} }).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
  });

  it('ends every carrier of a disabled user within seconds', async () => {
    const { client, user } = await member('temp@first.test', 'Admin');
    const made = await client.call(createApiKey, { body: { name: 'ci', scopes: ['agents:read'] } });
    const keyClient = world.clientFor(made.key);
    expect((await keyClient.call(getMe, {})).permissions).toEqual(['agents:read']);
    await world.first.client.call(updateUser, { params: { user_id: user.id }, body: { status: 'disabled' } });
    for (const carrier of [client, keyClient]) {
      await expect
        .poll(
          () =>
            carrier.call(getMe, {}).then(
              () => 'in',
              () => 'out',
            ),
          { timeout: 5000 },
        )
        .toBe('out');
    }
  });

  it('limits an API key to its scopes and forgets it at once', async () => {
    const made = await world.first.client.call(createApiKey, { body: { name: 'reader', scopes: ['users:read'] } });
    const key = world.clientFor(made.key);
    await expect(key.call(listUsers, { query: {} })).resolves.toHaveProperty('data');
    await expect(key.call(listRoles, { query: {} })).rejects.toMatchObject({ status: 403 });
    await world.first.client.call(deleteApiKey, { params: { key_id: made.id } });
    await expect
      .poll(
        () =>
          key.call(listUsers, { query: {} }).then(
            () => 'in',
            () => 'out',
          ),
        { timeout: 5000 },
      )
      .toBe('out');
  });
});

it('writes an audit record for every write and refusal', async () => {
  const records = await world.first.client.call(listAuditRecords, { query: { limit: 100 } });
  const actions = new Set(records.data.map((record) => `${record.action} ${record.result}`));
  for (const expected of [
    'users.create success',
    'auth.login success',
    'users.update success',
    'auth.login_locked failed',
  ]) {
    expect(actions).toContain(expected);
  }
  expect(JSON.stringify(records)).not.toContain(strongPassword);
});

async function roleIdBy(client: World['anonymous'], name: string): Promise<string> {
  const roles = await client.call(listRoles, { query: { limit: 100 } });
  return roles.data.find((role) => role.name === name)?.id ?? '';
}
