import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@agentforge/client/client';
import { chat, streamRun } from '@agentforge/contracts/chat/endpoints';
import { createKnowledgeBase, listKnowledgeBases } from '@agentforge/contracts/knowledge/endpoints';
import type { ProofOptions, ProofReport, RunProof } from '../proof.ts';
import { seededRandom } from '../random.ts';
import type { ServerProcess } from '../server-process.ts';
import { answerTo } from '../support/chaos-model.ts';
import { allPages } from '../support/pages.ts';
import { type Part, partsOf } from '../support/parts.ts';
import { makeAgent } from '../support/seed.ts';
import { startTwoServers, type TwoServers } from './two-servers.ts';

/** C23: a process is told to end (SIGTERM) while requests and answers are under way. */
export const drainedProcess: RunProof = {
  id: 'C23',
  promise:
    'SIGTERM under load: readiness goes off before anything is refused, no request fails, answers are finished by another process without a gap, and the process exits with 0',
  short: 5,
  full: 60,
  whenBroken: 2,
  breaks: ['drain-off', 'readiness-late', 'handover-off'],
  needsPostgres: true,
  run,
};

const words = 80;
const readers = 3;
const writers = 3;
const endsWithinMs = 30_000;

interface Drain {
  name: string;
  failures: string[];
  kept: string[];
  /** What a load balancer would know: whether to send requests here. */
  ready: boolean;
  random: () => number;
}

async function run({ trials, seed, broken, databaseUrl }: ProofOptions): Promise<ProofReport> {
  const random = seededRandom(seed);
  const environment = { RUN_LEASE_SECONDS: '6', SHUTDOWN_DELAY_SECONDS: '1', SHUTDOWN_GRACE_SECONDS: '15' };
  const servers = { words, wordDelayMs: 25, embeddingDelayMs: 0, environment };
  const stage = await startTwoServers({ ...servers, databaseUrl: databaseUrl ?? '', broken });
  const failures: string[] = [];
  const kept: string[] = [];
  try {
    const agentId = await makeAgent(stage.client);
    for (let trial = 0; trial < trials; trial += 1) {
      const drain: Drain = { name: `drain-${trial}`, failures, kept, ready: true, random };
      await drainOnce(stage, agentId, drain);
      if (trial + 1 < trials) await stage.first.start();
    }
    const list = (cursor: object) => stage.elsewhere.call(listKnowledgeBases, { query: { limit: 100, ...cursor } });
    const names = (await allPages(list)).map(({ name }) => name);
    for (const name of kept) {
      const found = names.filter((one) => one === name).length;
      if (found !== 1) failures.push(`${name}: acknowledged, and there are ${found}`);
    }
  } finally {
    await stage.close();
  }
  const figures = { 'requests acknowledged': kept.length, 'answers handed over': trials * readers };
  const { id, promise } = drainedProcess;
  return { id, promise, trials, seed, figures, failures, evidence: kept.length };
}

async function drainOnce(stage: TwoServers, agentId: string, drain: Drain): Promise<void> {
  const { first, elsewhere } = stage;
  const client = await first.signIn();
  const probing = probe(first, drain);
  const writing = Array.from({ length: writers }, (_, index) => write(client, drain, index));
  const reading = Array.from({ length: readers }, (_, index) =>
    read(client, elsewhere, agentId, drain, `${drain.name}-${index}`),
  );
  await sleep(300 + drain.random() * 700);
  const code = await first.stop();
  if (code !== 0) drain.failures.push(`${drain.name}: the process ended with ${code}`);
  drain.ready = false;
  await Promise.all([probing, ...writing, ...reading]);
}

/** Asks as a load balancer does. The first answer but "ready" ends it. */
async function probe({ url }: ServerProcess, drain: Drain): Promise<void> {
  while (drain.ready) {
    const status = await fetch(`${url}/health/ready`).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 0) drain.failures.push(`${drain.name}: closed before readiness went off`);
    if (status !== 200) drain.ready = false;
    else await sleep(20);
  }
}

/** Makes things one after the other for as long as the process is ready; each has to be answered. */
async function write(client: Client, drain: Drain, index: number): Promise<void> {
  for (let count = 0; drain.ready; count += 1) {
    const name = `${drain.name}-${index}-${count}`;
    try {
      await client.call(createKnowledgeBase, { body: { name } });
      drain.kept.push(name);
    } catch (error) {
      drain.failures.push(`${name}: sent while the process was ready, and failed: ${String(error)}`);
      return;
    }
  }
}

/** Reads an answer to its end: where the process leaves off, from the other one. */
async function read(client: Client, elsewhere: Client, agentId: string, drain: Drain, name: string): Promise<void> {
  const read = { text: '', cursor: '', runId: '', finished: false };
  const take = (part: Part) => {
    read.cursor = part.cursor ?? read.cursor;
    if (part.type === 'text-delta') read.text += part.delta;
    if (part.type === 'data-run') read.runId = part.data['run_id'] ?? '';
    if (part.type === 'finish') read.finished = true;
  };
  const body = { message: `question ${name}`, stream: true };
  try {
    for await (const part of partsOf(client.stream(chat, { params: { agent_id: agentId }, body }))) take(part);
  } catch {
    drain.failures.push(`${name}: its stream was torn instead of ended`);
  }
  const giveUp = AbortSignal.timeout(endsWithinMs);
  while (!read.finished && !giveUp.aborted && read.runId !== '') {
    const input = { params: { run_id: read.runId }, headers: { 'last-event-id': read.cursor }, signal: giveUp };
    try {
      for await (const part of partsOf(elsewhere.stream(streamRun, input))) take(part);
    } catch {
      await sleep(100);
    }
  }
  if (!read.finished) drain.failures.push(`${name}: its answer did not end within 30 s`);
  else if (!read.text.endsWith(answerTo(name, words))) drain.failures.push(`${name}: its text has a gap`);
}
