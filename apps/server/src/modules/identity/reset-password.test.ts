import { createApiKey, listRoles } from '@agentforge/contracts/access/endpoints';
import { listAgents } from '@agentforge/contracts/agents/endpoints';
import { listAuditRecords } from '@agentforge/contracts/audit/endpoints';
import {
  changePassword,
  createUser,
  getMe,
  login,
  logout,
  refresh,
  resetPassword,
  updateMe,
  updateUser,
} from '@agentforge/contracts/identity/endpoints';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createWorld, strongPassword, type World } from '../../../testing/create-world.ts';
import { statusesOf } from '../../../testing/members.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

let made = 0;
async function member(role: string) {
  made += 1;
  const email = `reset-${made}@first.test`;
  const { data } = await world.first.client.call(listRoles, { query: { limit: 100 } });
  const roleId = data.find(({ name }) => name === role)?.id ?? '';
  const body = { email, password: strongPassword, role_ids: [roleId] };
  const user = await world.first.client.call(createUser, { body });
  const session = await world.anonymous.call(login, { body: { email, password: strongPassword } });
  return { user, email, session, client: world.clientFor(session.access_token) };
}

const newPassword = 'marble-otter-lantern-58';
const reset = (userId: string) => world.first.client.call(resetPassword, { params: { user_id: userId } });

describe('a reset password', () => {
  it('ends the sessions, opens one that can only choose another, and is then worth nothing', async () => {
    const { user, email, session, client } = await member('User');
    const { temporary_password: password } = await reset(user.id);
    expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    expect(
      await statusesOf([
        client.call(getMe, {}),
        world.anonymous.call(refresh, { body: { refresh_token: session.refresh_token } }),
        world.anonymous.call(login, { body: { email, password: strongPassword } }),
      ]),
    ).toEqual([401, 401, 401]);

    const temporary = await world.anonymous.call(login, { body: { email, password } });
    expect(temporary.must_change_password).toBe(true);
    const held = world.clientFor(temporary.access_token);
    expect((await held.call(getMe, {})).must_change_password).toBe(true);
    await expect(held.call(listAgents, { query: {} })).rejects.toMatchObject({
      status: 403,
      code: 'password_change_required',
    });
    expect(
      await statusesOf([
        held.call(updateMe, { body: { first_name: 'X' } }),
        held.call(createApiKey, { body: { name: 'k', scopes: ['agents:read'] } }),
        held.call(changePassword, { body: { current_password: password, new_password: password } }),
      ]),
    ).toEqual([403, 403, 422]);

    await held.call(changePassword, { body: { current_password: password, new_password: newPassword } });
    // At once, without waiting for what is remembered of them.
    await held.call(listAgents, { query: {} });
    expect((await held.call(getMe, {})).must_change_password).toBe(false);
    await held.call(logout, {});
    const again = await world.anonymous.call(login, { body: { email, password: newPassword } });
    expect(again.must_change_password).toBe(false);
    expect(await statusesOf([world.anonymous.call(login, { body: { email, password } })])).toEqual([401]);
  });

  it('expires after three days', async () => {
    const { user, email } = await member('User');
    const { temporary_password: password } = await reset(user.id);
    await world.database.withSystem('age a password for a test', (tx) =>
      tx.query(`update users set temporary_password_until = now() - interval '1 minute' where id = $1`, [user.id]),
    );
    await expect(world.anonymous.call(login, { body: { email, password } })).rejects.toMatchObject({
      status: 401,
      detail: expect.stringContaining('has expired'),
    });
  });

  it('is audited without the password, and never kept for a repeated request', async () => {
    const { user } = await member('User');
    const headers = { 'idempotency-key': 'reset-once' };
    const params = { user_id: user.id };
    const { temporary_password: password } = await world.first.client.call(resetPassword, { params, headers });
    await expect(world.first.client.call(resetPassword, { params, headers })).rejects.toMatchObject({ status: 409 });
    const { data } = await world.first.client.call(listAuditRecords, { query: { action: 'users.reset_password' } });
    expect(data[0]).toMatchObject({ result: 'success', resource: { kind: 'users', id: user.id } });
    for (const table of ['audit_records', 'idempotency_keys', 'outbox_events', 'users']) {
      const { rows } = await world.database.withSystem('look for a secret in a test', (tx) =>
        tx.query<{ n: number }>(`select count(*)::int as n from ${table} t where t::text like $1`, [`%${password}%`]),
      );
      expect(rows[0]?.n, table).toBe(0);
    }
  });

  it('is not for those with more rights, oneself, the disabled, operators, or another organization', async () => {
    const admin = await member('Admin');
    const user = await member('User');
    const other = await world.addTenant('Elsewhere');
    await world.first.client.call(updateUser, { params: { user_id: user.user.id }, body: { status: 'disabled' } });
    const call = (client: typeof admin.client, id: string) => client.call(resetPassword, { params: { user_id: id } });
    expect(
      await statusesOf([
        call(admin.client, world.first.userId),
        call(world.first.client, world.first.userId),
        call(world.first.client, user.user.id),
        call(other.client, admin.user.id),
        call(user.client, admin.user.id),
      ]),
    ).toEqual([403, 422, 422, 404, 401]);
    const second = await member('Super Admin');
    const operator = await world.database.withSystem('make an operator for a test', (tx) =>
      tx.query('update users set is_operator = true where id = $1 returning id', [admin.user.id]),
    );
    expect(operator.rowCount).toBe(1);
    expect(await statusesOf([call(second.client, admin.user.id)])).toEqual([403]);
  });
});

it('everybody changes their own name, signed in, and nothing else of themselves', async () => {
  const { client, user } = await member('Viewer');
  expect(await client.call(updateMe, { body: { first_name: ' Lina ', last_name: 'Haddad' } })).toMatchObject({
    id: user.id,
    first_name: 'Lina',
    last_name: 'Haddad',
  });
  expect((await client.call(getMe, {})).user.first_name).toBe('Lina');
  await client.call(updateMe, { body: { last_name: '' } });
  expect((await client.call(getMe, {})).user).toMatchObject({ first_name: 'Lina', last_name: '' });
  const { key } = await client.call(createApiKey, { body: { name: 'k', scopes: ['agents:read'] } });
  expect(await statusesOf([world.clientFor(key).call(updateMe, { body: { first_name: 'Key' } })])).toEqual([403]);
  const response = await fetch(`${world.url}/api/v1/auth/me`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${world.first.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'other@first.test', role_ids: [] }),
  });
  expect(response.status).toBe(400);
});
