import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@agentforge/client/client';
import { ApiError } from '@agentforge/client/problem';
import { createKnowledgeBase, listKnowledgeBases } from '@agentforge/contracts/knowledge/endpoints';
import type { Database } from '@agentforge/db/database';
import { createWorld } from '@agentforge/server/testing/create-world';
import pg from 'pg';
import type { ProofReport, RunProof } from '../proof.ts';
import { seededRandom } from '../random.ts';
import { allPages } from '../support/pages.ts';

/** C07: connections of the server to its database are ended at random, and transactions lose against each other. */
export const killedBackends: RunProof = {
  id: 'C07',
  promise:
    'ended connections, deadlocks and serialization failures lose nothing acknowledged, and no connection keeps the organization of who used it before',
  short: 60,
  full: 1000,
  whenBroken: 20,
  breaks: ['tenant-setting-stays'],
  needsPostgres: true,
  inProcess: true,
  async run({ trials, seed, databaseUrl }): Promise<ProofReport> {
    const world = await createWorld({ databaseServer: databaseUrl ?? '' });
    const other = await world.addTenant('Other');
    const { database } = world;
    const failures: string[] = [];
    const figures: Record<string, number> = {};
    const count = (name: string) => {
      figures[name] = (figures[name] ?? 0) + 1;
    };
    let going = true;
    const acknowledged = { first: new Set<string>(), other: new Set<string>() };
    const whileGoing = async (work: (turn: number) => Promise<void>) => {
      for (let turn = 0; going; turn += 1) await work(turn);
    };
    try {
      const client = (who: 'first' | 'other') => (who === 'first' ? world.first.client : other.client);
      const writers = (['first', 'other'] as const).flatMap((who) =>
        [1, 2].map((writer) =>
          whileGoing(async (turn) => {
            const name = `${who} ${writer} ${turn}`;
            const status = await attempt(() => client(who).call(createKnowledgeBase, { body: { name } }));
            if (status === 201) acknowledged[who].add(name);
            count(status === 201 ? 'acknowledged' : `answered ${status}`);
            if (status !== 201 && status !== 503) failures.push(`a write was answered ${status}`);
          }),
        ),
      );
      const readers = (['first', 'other'] as const).map((who) =>
        whileGoing(async () => {
          const status = await attempt(async () => failures.push(...(await crossing(client(who), who))));
          if (status !== 201 && status !== 503) failures.push(`a read was answered ${status}`);
          await sleep(20);
        }),
      );
      const losing = [0, 1].map((side) => whileGoing(() => lose(database, side, count, failures)));
      const probing = whileGoing(() => probe(database, failures));
      const killed = await killBackends(databaseUrl ?? '', await nameOf(database), trials, seed);
      figures['connections ended'] = killed;
      going = false;
      await Promise.all([...writers, ...readers, ...losing, probing]);
      for (const who of ['first', 'other'] as const)
        failures.push(...(await missing(client(who), acknowledged[who], who)));
    } finally {
      going = false;
      await world.close();
    }
    return { id: this.id, promise: this.promise, trials, seed, figures, failures };
  },
};

/** 201 when it went through, the status when it was refused, 0 for anything else. */
async function attempt(work: () => Promise<unknown>): Promise<number> {
  return work().then(
    () => 201,
    (error: unknown) => (error instanceof ApiError ? error.status : 0),
  );
}

const namesOf = async (client: Client) =>
  (await allPages((cursor) => client.call(listKnowledgeBases, { query: { limit: 100, ...cursor } }))).map(
    ({ name }) => name,
  );

async function crossing(client: Client, who: string): Promise<string[]> {
  const { data } = await client.call(listKnowledgeBases, { query: { limit: 50 } });
  const foreign = data.find(({ name }) => !name.startsWith(who));
  return foreign ? [`${who} was shown ${foreign.name}`] : [];
}

async function missing(client: Client, acknowledged: ReadonlySet<string>, who: string): Promise<string[]> {
  const there = await namesOf(client);
  const lost = [...acknowledged].filter((name) => there.filter((other) => other === name).length !== 1);
  const foreign = there.filter((name) => !name.startsWith(who));
  return [
    ...lost.map(
      (name) => `${name} was acknowledged and is there ${there.filter((other) => other === name).length} times`,
    ),
    ...foreign.map((name) => `${who} has ${name}`),
  ];
}

/** Two transactions take two locks in opposite order; a third kind fails to serialize at its first try. */
async function lose(
  database: Database,
  side: number,
  count: (name: string) => void,
  failures: string[],
): Promise<void> {
  const order = side === 0 ? [1, 2] : [2, 1];
  let tries = 0;
  const work = database.withSystem(
    'lose on purpose',
    async (tx) => {
      tries += 1;
      await tx.query("set local deadlock_timeout = '20ms'");
      for (const lock of order) await tx.query('select pg_advisory_xact_lock($1)', [lock]);
      if (tries === 1 && Math.random() < 0.3)
        await tx.query("do $$ begin raise exception 'lost' using errcode = '40001'; end $$");
    },
    { retryable: true },
  );
  await work.then(
    () => count(tries > 1 ? 'lost and repeated' : 'not lost'),
    (error: unknown) => {
      // The third loss in a row is told; so is an ended connection. Anything else is not.
      if (!/deadlock|lost|cannot be reached|restarting/i.test(String(error)))
        failures.push(`a lost transaction ended with ${String(error)}`);
    },
  );
  await sleep(5);
}

/** Whoever takes a connection finds no organization and no role on it. */
async function probe(database: Database, failures: string[]): Promise<void> {
  const work = database.withConnection((connection) =>
    connection.query<{ tenant: string | null; same: boolean }>(
      "select current_setting('app.tenant_id', true) as tenant, current_user = session_user as same",
    ),
  );
  const row = await work.then(
    ({ rows }) => rows[0],
    () => undefined,
  );
  if (row?.tenant) failures.push(`a connection kept the organization ${row.tenant}`);
  if (row?.same === false) failures.push('a connection kept the role of who used it before');
  await sleep(5);
}

async function nameOf(database: Database): Promise<string> {
  const { rows } = await database.withConnection((connection) =>
    connection.query<{ name: string }>('select current_database() as name'),
  );
  return rows[0]?.name ?? '';
}

async function killBackends(serverUrl: string, name: string, trials: number, seed: number): Promise<number> {
  const random = seededRandom(seed);
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  let killed = 0;
  try {
    while (killed < trials) {
      const { rows } = await admin.query<{ ended: boolean }>(
        `select pg_terminate_backend(pid) as ended from (
           select pid from pg_stat_activity where datname = $1 and backend_type = 'client backend'
            order by md5(pid::text || $2) limit 1) as chosen`,
        [name, String(random())],
      );
      killed += rows.length;
      await sleep(20 + random() * 120);
    }
  } finally {
    await admin.end();
  }
  return killed;
}
