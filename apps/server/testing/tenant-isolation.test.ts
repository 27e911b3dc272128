import { addressOf } from '@agentforge/client/client';
import type { Endpoint } from '@agentforge/contracts/shared/endpoint';
import type { Json } from '@agentforge/kernel/json';
import { startSmtpServer } from '@agentforge/mailers/smtp/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createWorld, type World } from './create-world.ts';
import { type IdField, idFieldsOf, inputSchema, parametersOf, sampleOf, withField } from './endpoint-samples.ts';
import type { SeededTenant } from './seed-tenant.ts';
import { bodySamples, plainParameters, seeds, seedTenantObjects } from './seeds.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const canary = 'canary-7f3b19d0c4';

/** What a list answers for an id that never existed. */
const nothing = '{"data":[],"next_cursor":null}';

let smtp: Awaited<ReturnType<typeof startSmtpServer>>;
let world: World;
let other: SeededTenant;
let endpoints: readonly Endpoint[];
let idOfA: (kind: string) => Promise<string>;
let idOfB: (kind: string) => Promise<string>;

beforeAll(async () => {
  smtp = await startSmtpServer();
  world = await createWorld({ environment: { SMTP_URL: `smtp://127.0.0.1:${smtp.port}` } });
  other = await world.addTenant('Other');
  endpoints = world.server.application.endpoints;
  idOfA = seedTenantObjects(world.first, canary);
  idOfB = seedTenantObjects(other, 'own-words');
  // The document first: with a provider that is never reached its chunks would wait for vectors.
  for (const kind of ['document', ...kindsOfRequests()]) {
    if (seeds[kind]) await idOfA(kind);
    else missing.add(kind);
  }
  await idOfB('document');
});
afterAll(async () => {
  await world.close();
  await smtp.close();
});

/** Kinds of ids that no seed makes: one test fails for them, the others go on without. */
const missing = new Set<string>();
const isSeeded = (endpoint: Endpoint) => kindsOf(endpoint).every((kind) => !missing.has(kind));

/**
 * Operations whose requests carry a credential of their own, each looked at: a principal opens nothing there, and the
 * owner of the id may be told that somebody tried.
 */
const signedByThemselves = ['hooks.receive'];

const takesIds = (endpoint: Endpoint) => [...parametersOf(endpoint.params).values()].some((kind) => kind !== null);

function kindsOf({ params, query }: Endpoint): string[] {
  return [...parametersOf(params).values(), ...parametersOf(query).values()].filter((kind) => kind !== null);
}

function kindsOfRequests(): Set<string> {
  return new Set(
    endpoints.flatMap((endpoint) => [...kindsOf(endpoint), ...idFieldsOf(endpoint).map(({ kind }) => kind)]),
  );
}

interface Answer {
  status: number;
  text: string;
}

async function parametersFor(schema: Endpoint['params'], idOf: (kind: string) => Promise<string>, required: boolean) {
  const values: Record<string, string> = {};
  for (const [name, kind] of parametersOf(schema)) {
    if (kind !== null) values[name] = await idOf(kind);
    else if (required) values[name] = plainParameters[name] ?? missingParameter(name);
  }
  return values;
}

function missingParameter(name: string): never {
  throw new Error(`The path parameter {${name}} is no id. Give it a value in apps/server/testing/seeds.ts.`);
}

const sampleBody = (endpoint: Endpoint): Json | undefined =>
  endpoint.body ? (bodySamples[endpoint.id] ?? sampleOf(inputSchema(endpoint.body))) : undefined;

/** One request of `tenant` with ids of `idOf`, as its client would send it. */
async function call(
  endpoint: Endpoint,
  tenant: SeededTenant,
  idOf: (kind: string) => Promise<string>,
  body: Json | undefined = sampleBody(endpoint),
): Promise<Answer> {
  const params = await parametersFor(endpoint.params, idOf, true);
  const query = endpoint.method === 'GET' ? await parametersFor(endpoint.query, idOf, false) : {};
  const response = await fetch(world.url + addressOf(endpoint, params, query), {
    method: endpoint.method,
    headers: {
      authorization: `Bearer ${tenant.token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}

/** Fingerprint of every row a tenant has, table by table. */
async function fingerprints(tenantId: string): Promise<Record<string, string>> {
  const tables = await tenantTables();
  return world.database.withSystem('compare rows for a test', async (tx) => {
    const found: Record<string, string> = {};
    for (const table of tables) {
      const { rows } = await tx.query<{ sum: string | null }>(
        `select md5(string_agg(t::text, '|' order by t::text)) as sum from "${table}" t where tenant_id = $1`,
        [tenantId],
      );
      found[table] = rows[0]?.sum ?? 'empty';
    }
    return found;
  });
}

async function tenantTables(): Promise<string[]> {
  const { rows } = await world.database.withConnection((connection) =>
    connection.query<{ name: string }>(
      `select c.relname as name from pg_class c
         join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
        where c.relkind in ('r','p') and c.relnamespace = 'public'::regnamespace order by 1`,
    ),
  );
  return rows.map(({ name }) => name);
}

describe('another tenant’s ids', () => {
  it('are all tried: every kind of id has a seed', () => {
    expect([...missing], 'Add these kinds to apps/server/testing/seeds.ts.').toEqual([]);
  });

  it('are absent for every operation that takes one, and change nothing', async () => {
    const before = await fingerprints(world.first.tenantId);
    const wrong: string[] = [];
    const tried = endpoints.filter((own) => takesIds(own) && isSeeded(own) && !signedByThemselves.includes(own.id));
    for (const endpoint of tried) {
      const { status, text } = await call(endpoint, other, idOfA);
      if (text.includes(canary)) wrong.push(`${endpoint.id} shows the other tenant's words`);
      if (status === 404 || status === 403 || text === nothing) continue;
      const advice = status === 400 || status === 422 ? '; give it a body in apps/server/testing/seeds.ts' : '';
      wrong.push(`${endpoint.id} answers ${status} to a foreign id${advice}: ${text.slice(0, 200)}`);
    }
    expect(wrong).toEqual([]);
    expect(await fingerprints(world.first.tenantId)).toEqual(before);
  });

  it('answer alike, there or not, where the request itself is the credential', async () => {
    for (const endpoint of endpoints.filter(({ id }) => signedByThemselves.includes(id))) {
      const answers = [await call(endpoint, other, idOfA), await call(endpoint, other, async () => 'none_x')];
      const [there, absent] = answers.map(({ status, text }) => `${status} ${text.replace(/req_\w+/, '')}`);
      expect(there).toBe(absent);
      expect(there).toMatch(/^401 /);
    }
  });

  it('show nothing through lists, filters and reads without ids', async () => {
    const wrong: string[] = [];
    for (const endpoint of endpoints.filter((own) => own.method === 'GET' && !takesIds(own) && isSeeded(own))) {
      const { text } = await call(endpoint, other, idOfA);
      if (text.includes(canary)) wrong.push(`${endpoint.id} shows the other tenant's words`);
    }
    expect(wrong).toEqual([]);
  });

  it('are found by their own tenant: the canary is really there', async () => {
    const seen = [];
    for (const endpoint of endpoints.filter((own) => own.method === 'GET' && takesIds(own) && isSeeded(own))) {
      const { status, text } = await call(endpoint, world.first, idOfA);
      if (status === 200 && text.includes(canary)) seen.push(endpoint.id);
    }
    expect(seen).toEqual(
      expect.arrayContaining(['agents.get', 'tools.get', 'knowledge.get', 'documents.get', 'roles.get']),
    );
  });

  it('are refused inside bodies too', async () => {
    const wrong: string[] = [];
    for (const endpoint of endpoints.filter(isSeeded)) {
      const fields = idFieldsOf(endpoint).filter(({ kind }) => !missing.has(kind));
      for (const field of fields) wrong.push(...(await checkField(endpoint, field)));
    }
    expect(wrong).toEqual([]);
  });

  /** With the caller's own id the request works, with the other tenant's it does not: nothing else differs. */
  async function checkField(endpoint: Endpoint, { kind, path }: IdField): Promise<string[]> {
    const name = `${endpoint.id} ${path.join('.')}`;
    const bodyWith = (id: string) =>
      withField(sampleBody(endpoint) ?? {}, endpoint.body ? inputSchema(endpoint.body) : {}, path, id);
    const foreign = await call(endpoint, other, idOfB, bodyWith(await idOfA(kind)));
    const refused = [400, 403, 404, 422].includes(foreign.status) && !foreign.text.includes(canary);
    if (!refused) return [`${name} answers ${foreign.status} to a foreign ${kind}: ${foreign.text.slice(0, 200)}`];
    const own = await call(endpoint, other, idOfB, bodyWith(await idOfB(kind)));
    if (own.status < 300) return [];
    return [
      `${name} answers ${own.status} to an own ${kind}; give it a body in apps/server/testing/seeds.ts: ${own.text.slice(0, 200)}`,
    ];
  }
});

describe('every table with a tenant_id', () => {
  it('has forced row security and both policies', async () => {
    const { rows } = await world.database.withConnection((connection) =>
      connection.query<{ name: string; forced: boolean; policies: number }>(
        `select c.relname as name, (c.relrowsecurity and c.relforcerowsecurity) as forced,
                (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
           from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
          where c.relkind in ('r','p') and c.relnamespace = 'public'::regnamespace`,
      ),
    );
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter(({ forced, policies }) => !forced || policies < 2)).toEqual([]);
  });

  it('shows nothing to the application without a tenant', async () => {
    const tables = await tenantTables();
    const visible: string[] = [];
    await world.database.withConnection(async (connection) => {
      await connection.exec('begin; set local role agentforge_app');
      for (const table of tables) {
        const { rows } = await connection.query<{ n: number }>(`select count(*)::int as n from "${table}"`);
        if (rows[0]?.n !== 0) visible.push(table);
      }
      await connection.exec('rollback');
    });
    expect(visible).toEqual([]);
  });

  it('shows another tenant none of the rows there are', async () => {
    const tables = await tenantTables();
    const visible: string[] = [];
    let filled = 0;
    for (const table of tables) {
      const text = `select count(*)::int as n from "${table}" where tenant_id = $1`;
      const there = await world.database.withSystem('count for a test', (tx) =>
        tx.query<{ n: number }>(text, [world.first.tenantId]),
      );
      if ((there.rows[0]?.n ?? 0) > 0) filled += 1;
      const seen = await world.database.withTenant(other.tenantId, (tx) =>
        tx.query<{ n: number }>(text, [world.first.tenantId]),
      );
      if (seen.rows[0]?.n !== 0) visible.push(table);
    }
    expect(visible).toEqual([]);
    expect(filled).toBeGreaterThan(10);
  });

  it('takes no row for another tenant', async () => {
    const insert = world.database.withTenant(other.tenantId, (tx) =>
      tx.query(`insert into outbox_events (tenant_id, id, type, data) values ($1, 'evt_smuggled', 'x', '{}')`, [
        world.first.tenantId,
      ]),
    );
    await expect(insert).rejects.toThrow(/row-level security/);
  });
});
