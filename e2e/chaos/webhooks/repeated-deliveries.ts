import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Client } from '@agentforge/client/client';
import { listRuns } from '@agentforge/contracts/chat/endpoints';
import { createTrigger } from '@agentforge/contracts/triggers/endpoints';
import type { ProofOptions, ProofReport, RunProof } from '../proof.ts';
import { seededRandom } from '../random.ts';
import { freePort, ServerProcess, temporaryFolder } from '../server-process.ts';
import { createOwnDatabase } from '../support/own-database.ts';
import { allPages } from '../support/pages.ts';
import { makeAgent } from '../support/seed.ts';
import { waitForRun } from '../support/wait-for-run.ts';
import { type Answer, type Delivery, Sender } from './sender.ts';

const promise =
  'one event delivered again and again, 50 at once, out of order, late, across a kill: one run, the same answer each time';

/** C17: senders repeat what they are not sure of, and whoever has recorded a delivery can send it again. */
export const repeatedDeliveries: RunProof = {
  id: 'C17',
  promise,
  short: 300,
  full: 1000,
  whenBroken: 100,
  breaks: ['hook-dedupe-off', 'hook-time-off'],
  run: prove,
};

const parallel = 50;
const others = 20;
const same = 'evt_same';

interface Found {
  failures: string[];
  retries: number;
}

/** On the embedded database with one process, and with two processes on PostgreSQL where there is one. */
async function prove(options: ProofOptions): Promise<ProofReport> {
  const embedded = await proveOn(options, null);
  const shared = options.databaseUrl === null ? null : await proveOn(options, options.databaseUrl);
  return {
    id: 'C17',
    promise,
    trials: options.trials * (shared ? 2 : 1),
    seed: options.seed,
    figures: {
      'deliveries of the same event': options.trials,
      'at once': parallel,
      'deliveries sent again because of the kill': embedded.retries + (shared?.retries ?? 0),
      places: shared ? 'embedded; two processes on PostgreSQL' : 'embedded',
    },
    failures: [
      ...embedded.failures.map((text) => `embedded: ${text}`),
      ...(shared?.failures ?? []).map((text) => `PostgreSQL: ${text}`),
    ],
  };
}

async function proveOn(options: ProofOptions, databaseServer: string | null): Promise<Found> {
  const folder = await temporaryFolder();
  const database = databaseServer === null ? null : await createOwnDatabase(databaseServer);
  const shared = database && {
    DATABASE_URL: database.url,
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    JWT_SECRET: randomBytes(48).toString('base64url'),
  };
  const servers: ServerProcess[] = [];
  for (let index = 0; index < (shared ? 2 : 1); index += 1) {
    const dataDirectory = path.join(folder.path, String(index));
    await mkdir(dataDirectory);
    const environment = { ...shared };
    servers.push(new ServerProcess({ port: await freePort(), dataDirectory, environment, broken: options.broken }));
  }
  try {
    for (const server of servers) await server.start();
    return await deliverAndCheck(options, servers);
  } finally {
    await Promise.all(servers.map((server) => server.kill()));
    await database?.drop();
    await folder.remove();
  }
}

async function deliverAndCheck(options: ProofOptions, servers: readonly ServerProcess[]): Promise<Found> {
  const [first] = servers;
  if (!first) throw new Error('there is a server');
  const client = await first.signIn();
  const agentId = await makeAgent(client, { name: 'Orders', model_id: 'demo/local' });
  const trigger = await client.call(createTrigger, {
    params: { agent_id: agentId },
    body: { name: 'Orders', message_template: 'Order {{order.id}} came in' },
  });
  const sender = new Sender(
    trigger,
    servers.map(({ url }) => url),
  );
  const deliveries = shuffled(planned(options.trials), seededRandom(options.seed));
  const answers = await deliverAll(sender, deliveries, first);
  const failures = [...wrongAnswers(answers), ...(await wrongRuns(await first.signIn(), agentId, answers))];
  return { failures, retries: sender.retries };
}

/** The same one over and over; others twice; and recorded ones that come ten minutes late. */
function planned(trials: number): Delivery[] {
  const ids = Array.from({ length: others }, (_, index) => String(index));
  return [
    ...Array.from({ length: trials }, () => ({ eventId: same, late: false })),
    ...[...ids, ...ids].map((id) => ({ eventId: `evt_${id}`, late: false })),
    ...ids.map((id) => ({ eventId: `late_${id}`, late: true })),
  ];
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .toSorted((left, right) => left.place - right.place)
    .map(({ item }) => item);
}

/** Fifty senders at once. After a third the first process is killed under their hands, and started again. */
async function deliverAll(
  sender: Sender,
  deliveries: readonly Delivery[],
  victim: ServerProcess,
): Promise<Map<Delivery, Answer>> {
  const answers = new Map<Delivery, Answer>();
  const waiting = deliveries.values();
  const restart = { done: Promise.resolve(), begun: false };
  const work = async () => {
    for (const delivery of waiting) {
      answers.set(delivery, await sender.deliver(delivery));
      if (restart.begun || answers.size * 3 <= deliveries.length) continue;
      restart.begun = true;
      restart.done = victim.kill().then(() => victim.start());
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  await restart.done;
  return answers;
}

function wrongAnswers(answers: ReadonlyMap<Delivery, Answer>): string[] {
  const failures: string[] = [];
  const heard = new Map<string, Set<string>>();
  for (const [{ eventId, late }, { status, text }] of answers) {
    if (status !== (late ? 401 : 202)) failures.push(`${eventId}${late ? ' (late)' : ''} was answered with ${status}`);
    if (!late) heard.set(eventId, (heard.get(eventId) ?? new Set()).add(text));
  }
  for (const [eventId, texts] of heard)
    if (texts.size !== 1) failures.push(`${eventId} had ${texts.size} different answers`);
  return failures;
}

/** One run per event that was in time, each of them to its end. */
async function wrongRuns(client: Client, agentId: string, answers: ReadonlyMap<Delivery, Answer>): Promise<string[]> {
  const runs = await allPages((cursor) =>
    client.call(listRuns, { query: { limit: 100, agent_id: agentId, ...cursor } }),
  );
  const failures = runs.length === others + 1 ? [] : [`there are ${runs.length} runs of ${others + 1} events`];
  const accepted = [...answers.values()].filter(({ status }) => status === 202);
  const named = new Set(accepted.map(({ text }) => String(JSON.parse(text)['run_id'])));
  const there = new Set(runs.map(({ id }) => id));
  for (const id of named) if (!there.has(id)) failures.push(`${id} was answered and is not there`);
  const since = Date.now();
  for (const { id } of runs.slice(0, others + 1)) {
    const status = await waitForRun(client, id, since, { limitMs: 60_000 });
    if (status !== 'completed') failures.push(`${id} ended as ${status ?? 'nothing'}`);
  }
  return failures;
}
