import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@agentforge/client/client';
import { chat, getConversation } from '@agentforge/contracts/chat/endpoints';
import type { ProofOptions, ProofReport, RunProof } from '../proof.ts';
import { seededRandom } from '../random.ts';
import { answerTo } from '../support/chaos-model.ts';
import { partsOf } from '../support/parts.ts';
import { makeActor, makeAgent } from '../support/seed.ts';
import { settleDoubts } from '../support/settle-doubts.ts';
import { waitForRun } from '../support/wait-for-run.ts';
import { startTwoServers, type TwoServers } from './two-servers.ts';

/** C30: a process is stopped for longer than its lease, another one takes its runs over, and then the first goes on. */
export const pausedProcess: RunProof = {
  id: 'C30',
  promise:
    'a process paused past its lease (SIGSTOP, SIGCONT) writes nothing more into runs another has taken over, and no effect is there twice',
  short: 48,
  full: 300,
  whenBroken: 18,
  breaks: ['fence-off', 'key-changes'],
  needsPostgres: true,
  run,
};

const leaseSeconds = 2;
const words = 50;
const kinds = ['text', 'PUT', 'POST'] as const;
const ofEachKind = 2;

type Kind = (typeof kinds)[number];

interface Paused {
  name: string;
  kind: Kind;
  runId: string;
  conversationId: string;
}

async function run({ trials, seed, broken, databaseUrl }: ProofOptions): Promise<ProofReport> {
  const random = seededRandom(seed);
  const stage = await startTwoServers({
    databaseUrl: databaseUrl ?? '',
    broken,
    words,
    wordDelayMs: 20,
    embeddingDelayMs: 0,
    answerAfterMs: () => 100 + random() * 300,
    environment: { RUN_LEASE_SECONDS: String(leaseSeconds) },
  });
  const failures: string[] = [];
  const all: Paused[] = [];
  const figures = { pauses: 0, 'taken over': 0, 'settled by a person': 0, 'requests at the sink': 0 };
  try {
    const agents = await makeAgents(stage);
    while (all.length < trials) {
      const paused = await pauseOnce(stage, agents, figures.pauses, random);
      figures['settled by a person'] += await finishAll(stage.elsewhere, stage, paused, failures);
      all.push(...paused);
      figures.pauses += 1;
    }
    // What the paused process still had in hand would be written by now.
    await sleep(1000);
    for (const one of all) failures.push(...(await check(stage, one)));
    figures['taken over'] = await takenOver(stage);
    figures['requests at the sink'] = stage.sink.deliveries.length;
  } finally {
    stage.first.signal('SIGCONT');
    await stage.close();
  }
  const { id, promise } = pausedProcess;
  return {
    id,
    promise,
    trials: all.length,
    seed,
    figures,
    failures,
    evidence: figures['taken over'],
  };
}

async function makeAgents({ client, sink }: TwoServers): Promise<Record<Kind, string>> {
  return {
    text: await makeAgent(client),
    PUT: await makeActor(client, { name: 'Acts by PUT', method: 'PUT', sinkUrl: sink.url }),
    POST: await makeActor(client, { name: 'Acts by POST', method: 'POST', sinkUrl: sink.url }),
  };
}

/** Starts runs at the first process and stops it while they go on, for longer than its lease. */
async function pauseOnce(
  { first, client }: TwoServers,
  agents: Record<Kind, string>,
  round: number,
  random: () => number,
): Promise<Paused[]> {
  const names = kinds.flatMap((kind) => Array.from({ length: ofEachKind }, (_, index) => ({ kind, index })));
  const paused = await Promise.all(
    names.map(({ kind, index }) => begin(client, agents[kind], kind, `pause-${round}-${kind}-${index}`)),
  );
  await sleep(random() * 600);
  first.signal('SIGSTOP');
  // Sometimes the other process is still at work on them when this one wakes up, sometimes it is done.
  await sleep(leaseSeconds * 1000 + 300 + random() * 2500);
  first.signal('SIGCONT');
  return paused;
}

/** Sends a message and leaves as soon as it is acknowledged. */
async function begin(client: Client, agentId: string, kind: Kind, name: string): Promise<Paused> {
  const message = kind === 'text' ? `question ${name}` : `effects ${name}-a,${name}-b`;
  const leave = new AbortController();
  const input = { params: { agent_id: agentId }, body: { message, stream: true }, signal: leave.signal };
  for await (const part of partsOf(client.stream(chat, input))) {
    if (part.type !== 'data-run') continue;
    leave.abort();
    return { name, kind, runId: part.data['run_id'] ?? '', conversationId: part.data['conversation_id'] ?? '' };
  }
  throw new Error(`${name} was never acknowledged`);
}

/** Every run ends; what is in doubt is settled by a person who looks at the sink. Answers how often that was. */
async function finishAll(
  client: Client,
  { sink }: TwoServers,
  paused: readonly Paused[],
  failures: string[],
): Promise<number> {
  let settled = 0;
  // The person looks when the paused process has gone on: before, a request it holds may still be on its way.
  await sleep(500);
  for (const { name, runId } of paused) {
    for (let asked = 0; ; asked += 1) {
      const status = await waitForRun(client, runId, Date.now(), { orWaits: true });
      if (status === 'completed') break;
      if (status !== 'in_doubt' || asked === 4) {
        failures.push(`${name}: ended as ${status}`);
        break;
      }
      settled += await settleDoubts(client, runId, sink.deliveries);
    }
  }
  return settled;
}

const fenceOf = 'sequence / 4294967296';

async function check(
  { client, sink, query }: TwoServers,
  { name, kind, runId, conversationId }: Paused,
): Promise<string[]> {
  const failures: string[] = [];
  const { messages } = await client.call(getConversation, { params: { conversation_id: conversationId } });
  if (messages.length !== 2) failures.push(`${name}: ${messages.length} messages`);
  const expected = kind === 'text' ? answerTo(name, words) : 'effects done';
  if (messages[1]?.content !== expected) failures.push(`${name}: its answer is not what the model said`);
  const late = await query(
    `select count(*)::int as late from run_events e
      where run_id = $1 and xmin::text::bigint > (
        select min(n.xmin::text::bigint) from run_events n where n.run_id = $1 and n.${fenceOf} > e.${fenceOf})`,
    [runId],
  );
  if (late[0]?.['late'] !== 0)
    failures.push(`${name}: ${late[0]?.['late']} events were written by a process that had lost it`);
  if (kind === 'text') return failures;
  for (const reference of [`${name}-a`, `${name}-b`]) {
    const deliveries = sink.deliveries.filter((delivery) => delivery.reference === reference);
    const effects = kind === 'PUT' ? new Set(deliveries.map(({ key }) => key)).size : deliveries.length;
    if (effects !== 1) failures.push(`${reference}: took effect ${effects} times`);
  }
  return failures;
}

async function takenOver({ query }: TwoServers): Promise<number> {
  const rows = await query('select count(*)::int as taken from runs where fence > 1');
  return Number(rows[0]?.['taken'] ?? 0);
}
