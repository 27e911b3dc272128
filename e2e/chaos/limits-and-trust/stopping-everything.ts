import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@agentforge/client/client';
import { chat, listRuns } from '@agentforge/contracts/chat/endpoints';
import { cancelAllRuns, resumeRuns } from '@agentforge/contracts/run-control/endpoints';
import type { ProofOptions, ProofReport, RunProof } from '../proof.ts';
import { seededRandom } from '../random.ts';
import { startTwoServers, type TwoServers } from '../several/two-servers.ts';
import { makeAgent } from '../support/seed.ts';

const withinMs = 5000;
const words = 4000;
const runsOfEach = 6;

/** L11, the kill switch: runs of two processes end within 5 s, whichever process is asked, and none begins while paused. */
export const stoppingEverything: RunProof = {
  id: 'L11-stop',
  promise:
    'stopping everything ends all runs of an organization in both processes within 5 s, and none begins while paused',
  short: 6,
  full: 60,
  whenBroken: 1,
  breaks: ['stop-unheard'],
  needsPostgres: true,
  run,
};

async function run({ trials, seed, broken, databaseUrl }: ProofOptions): Promise<ProofReport> {
  const random = seededRandom(seed);
  const stage = await startTwoServers({
    databaseUrl: databaseUrl ?? '',
    broken,
    words,
    wordDelayMs: 20,
    embeddingDelayMs: 0,
  });
  const failures: string[] = [];
  const figures = { 'runs stopped': 0, 'longest ms': 0, 'refused while paused': 0 };
  try {
    const agentId = await makeAgent(stage.client);
    for (let trial = 0; trial < trials; trial += 1) {
      const asked = random() < 0.5 ? stage.client : stage.elsewhere;
      const found = await stopTrial(stage, asked, agentId, trial, random);
      figures['runs stopped'] += found.stopped;
      figures['longest ms'] = Math.max(figures['longest ms'], found.tookMs);
      figures['refused while paused'] += found.refused;
      failures.push(...found.failures.map((failure) => `stop ${trial}: ${failure}`));
    }
  } finally {
    await stage.close();
  }
  const { id, promise } = stoppingEverything;
  return { id, promise, trials, seed, figures, failures, evidence: figures['runs stopped'] };
}

/** Sends a message and leaves: the run goes on without its reader. Answers whether it was accepted. */
async function begin(client: Client, agentId: string, name: string): Promise<boolean> {
  const leave = new AbortController();
  const input = { params: { agent_id: agentId }, body: { message: `question ${name}`, stream: true } };
  try {
    for await (const event of client.stream(chat, { ...input, signal: leave.signal }))
      if (event.data.includes('data-run')) return true;
    return true;
  } catch {
    return false;
  } finally {
    leave.abort();
  }
}

const going = async (client: Client) => {
  const pages = await Promise.all(
    (['queued', 'running', 'waiting_approval'] as const).map((status) =>
      client.call(listRuns, { query: { status, limit: 100 } }),
    ),
  );
  return pages.reduce((sum, { data }) => sum + data.length, 0);
};

async function stopTrial(
  { client, elsewhere }: TwoServers,
  asked: Client,
  agentId: string,
  trial: number,
  random: () => number,
) {
  const failures: string[] = [];
  const names = Array.from({ length: runsOfEach }, (_, index) => `stop-${trial}-${index}`);
  await Promise.all(
    names.flatMap((name) => [begin(client, agentId, `${name}-a`), begin(elsewhere, agentId, `${name}-b`)]),
  );
  await sleep(random() * 500);
  // Some begin while everything is being stopped.
  const late = names.map(async (name, index) => {
    await sleep(random() * 300);
    return begin(index % 2 === 0 ? client : elsewhere, agentId, `${name}-late`);
  });
  const started = Date.now();
  const { stopping } = await asked.call(cancelAllRuns, { body: { pause: true, reason: 'A proof.' } });
  const accepted = await Promise.all(late);
  let left = await going(client);
  while (left > 0 && Date.now() - started < withinMs) {
    await sleep(50);
    left = await going(client);
  }
  const tookMs = Date.now() - started;
  if (left > 0) failures.push(`${left} runs go on after ${tookMs} ms`);
  if (await begin(elsewhere, agentId, `after-${trial}`)) failures.push('a run began while all were paused');
  if (stopping < runsOfEach) failures.push(`only ${stopping} runs were told to stop`);
  await asked.call(resumeRuns, { query: {} });
  // Whatever was left must not be taken for the next trial's.
  await client.call(cancelAllRuns, { body: {} });
  return { stopped: stopping, tookMs, refused: accepted.filter((one) => !one).length + 1, failures };
}
