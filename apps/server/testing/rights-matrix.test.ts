import { addressOf } from '@agentforge/client/client';
import { createApiKey, createRole, listRoles, updateRole } from '@agentforge/contracts/access/endpoints';
import { createUser, getMe, login } from '@agentforge/contracts/identity/endpoints';
import type { Endpoint } from '@agentforge/contracts/shared/endpoint';
import { defaultRoles, type Permission, permissions } from '@agentforge/contracts/shared/permissions';
import { newId } from '@agentforge/kernel/ids';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createWorld, strongPassword, type World } from './create-world.ts';
import { kindOfParameter } from './endpoint-samples.ts';
import { plainParameters } from './seeds.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

/**
 * Operations that answer without a credential, each looked at: what it tells, what it changes, how it is limited. An
 * operation that becomes public must be added here by a person who has looked.
 */
const reviewedPublic = ['setup.status', 'setup.run', 'auth.login', 'auth.refresh', 'hooks.receive'];

let world: World;
let endpoints: readonly Endpoint[];
beforeAll(async () => {
  world = await createWorld();
  endpoints = world.server.application.endpoints;
});
afterAll(() => world.close());

const isPublic = ({ access }: Endpoint) => typeof access === 'object';

/** Ids that name nothing: rights are judged before rows are looked for. */
function addressWithoutRows(endpoint: Endpoint, path = endpoint.path): string {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const params = names.map((name) => [
    name,
    kindOfParameter(endpoint, name) ? 'none_x' : (plainParameters[name] ?? 'x'),
  ]);
  return world.url + addressOf({ path }, Object.fromEntries(params), {});
}

async function statusOf(endpoint: Endpoint, headers: Record<string, string>, path = endpoint.path): Promise<number> {
  const body = endpoint.method === 'GET' || endpoint.method === 'DELETE' ? undefined : '{}';
  const response = await fetch(addressWithoutRows(endpoint, path), {
    method: endpoint.method,
    headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body } : {}),
  });
  await response.body?.cancel();
  return response.status;
}

/** Somebody who signs in again when an operation, such as signing out, ended their session. */
class Person {
  readonly #email: string;
  #token = '';

  constructor(email: string) {
    this.#email = email;
  }

  async signIn(): Promise<string> {
    const body = { email: this.#email, password: strongPassword };
    this.#token = (await world.anonymous.call(login, { body })).access_token;
    return this.#token;
  }

  /** True for any answer but "who are you" and "you may not". */
  async isAllowed(endpoint: Endpoint): Promise<boolean> {
    let status = await statusOf(endpoint, { authorization: `Bearer ${this.#token}` });
    if (status === 401) status = await statusOf(endpoint, { authorization: `Bearer ${await this.signIn()}` });
    return status !== 401 && status !== 403;
  }
}

async function hire(email: string, roleId: string): Promise<Person> {
  await world.first.client.call(createUser, { body: { email, password: strongPassword, role_ids: [roleId] } });
  const person = new Person(email);
  await person.signIn();
  return person;
}

function mayCall({ access }: Endpoint, held: readonly Permission[]): boolean {
  if (typeof access === 'object' || access === 'signed-in') return true;
  return access !== 'operator' && held.includes(access);
}

/** Operations whose verdict differs from the contract's. */
async function wrongCells(person: Person, held: readonly Permission[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const endpoint of endpoints.filter((own) => !isPublic(own))) {
    const allowed = await person.isAllowed(endpoint);
    if (allowed !== mayCall(endpoint, held)) wrong.push(`${endpoint.id} is ${allowed ? 'allowed' : 'refused'}`);
  }
  return wrong;
}

describe('without a credential', () => {
  it('only reviewed operations answer', () => {
    expect(
      endpoints
        .filter(isPublic)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...reviewedPublic].sort());
  });

  it.each([
    ['nothing', {}],
    ['an empty bearer', { authorization: 'Bearer ' }],
    ['another scheme', { authorization: 'Basic YWRtaW46YWRtaW4=' }],
    ['an unknown API key', { authorization: `Bearer af_${'x'.repeat(40)}` }],
    ['a key in its own header', { 'x-api-key': `af_${'x'.repeat(40)}` }],
    ['an unknown cookie', { cookie: 'agentforge=sess_x.y' }],
  ])('everything else answers 401 to %s, also under its other paths', async (_what, headers) => {
    const wrong: string[] = [];
    for (const endpoint of endpoints.filter((own) => !isPublic(own))) {
      for (const path of [endpoint.path, ...(endpoint.aliases ?? [])]) {
        const status = await statusOf(endpoint, headers, path);
        if (status !== 401) wrong.push(`${endpoint.id} (${path}) answers ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('forged and used-up tokens', () => {
  const claims = () => {
    const [, payload = ''] = world.first.token.split('.');
    const parsed: Record<string, unknown> = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return parsed;
  };
  const sign = (payload: Record<string, unknown>, secret = world.secrets.jwtSecret, typ = 'at+jwt') =>
    new SignJWT(payload).setProtectedHeader({ alg: 'HS256', typ }).sign(new TextEncoder().encode(secret));
  const unsigned = (header: object) =>
    `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${world.first.token.split('.')[1]}.`;
  const hourAgo = () => Math.floor(Date.now() / 1000) - 3600;

  const tokens: [string, () => Promise<string> | string][] = [
    ['an expired one', () => sign({ ...claims(), iat: hourAgo() - 900, exp: hourAgo() })],
    ['one without an end', () => sign({ ...claims(), exp: undefined })],
    ['one for another purpose', () => sign({ ...claims(), use: 'mfa' })],
    ['one of another type', () => sign(claims(), world.secrets.jwtSecret, 'JWT')],
    ['one of another issuer', () => sign({ ...claims(), iss: 'someone' })],
    ['one signed by somebody else', () => sign(claims(), 'x'.repeat(64))],
    ['one naming another tenant', () => sign({ ...claims(), tid: newId('tenant') })],
    ['one of another session', () => sign({ ...claims(), sid: 'sess_none' })],
    ['an unsigned one', () => unsigned({ alg: 'none', typ: 'at+jwt' })],
    ['a truncated one', () => world.first.token.slice(0, -4)],
    ['a refresh token', () => world.first.refreshToken],
    ['rubbish', () => 'x'.repeat(200)],
  ];

  it('the same token, honestly signed, works: the cases below fail for their own reason', async () => {
    await world.clientFor(await sign(claims())).call(getMe, {});
  });

  it.each(tokens)('%s opens nothing', async (_what, make) => {
    const authorization = `Bearer ${await make()}`;
    const wrong: string[] = [];
    for (const endpoint of endpoints.filter((own) => !isPublic(own))) {
      const status = await statusOf(endpoint, { authorization });
      if (status !== 401) wrong.push(`${endpoint.id} answers ${status}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('default roles', () => {
  it.each(defaultRoles.map((role) => [role.name, role.permissions] as const))(
    '%s may do exactly what its permissions say',
    async (name, held) => {
      const roles = await world.first.client.call(listRoles, { query: { limit: 100 } });
      const roleId = roles.data.find((role) => role.name === name)?.id ?? '';
      const person = await hire(`${name.toLowerCase().replace(' ', '-')}@matrix.test`, roleId);
      expect(await wrongCells(person, held)).toEqual([]);
    },
  );
});

describe('one permission alone', () => {
  it('opens its own operations and no others, for every permission', async () => {
    const role = await world.first.client.call(createRole, { body: { name: 'One', permissions: ['agents:read'] } });
    const person = await hire('one@matrix.test', role.id);
    const wrong: string[] = [];
    for (const permission of permissions) {
      await world.first.client.call(updateRole, {
        params: { role_id: role.id },
        body: { permissions: [permission] },
      });
      const token = await person.signIn();
      await expect
        .poll(async () => (await world.clientFor(token).call(getMe, {})).permissions, { timeout: 10_000 })
        .toEqual([permission]);
      wrong.push(...(await wrongCells(person, [permission])).map((cell) => `${permission}: ${cell}`));
    }
    expect(wrong).toEqual([]);
  });

  it('an API key never does more than its scopes', async () => {
    const wrong: string[] = [];
    for (const permission of permissions) {
      const { key } = await world.first.client.call(createApiKey, { body: { name: permission, scopes: [permission] } });
      for (const endpoint of endpoints.filter((own) => !mayCall(own, [permission]))) {
        const status = await statusOf(endpoint, { authorization: `Bearer ${key}` });
        if (status !== 403) wrong.push(`${permission}: ${endpoint.id} answers ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
