import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@agentforge/client/client';
import { ApiError } from '@agentforge/client/problem';
import { createKnowledgeBase, listKnowledgeBases } from '@agentforge/contracts/knowledge/endpoints';
import type { ProofReport, RunProof } from '../proof.ts';
import { seededRandom } from '../random.ts';
import { says } from '../stage/frames.ts';
import { startScriptedOpenAi } from '../stage/scripted-openai.ts';
import { ask, connect, makeAgent, messagesOf, openStage, type Stage, settled } from '../stage/stage.ts';
import { allPages } from '../support/pages.ts';
import { createCluster, type OwnCluster } from './own-cluster.ts';

const workers = 4;
const mostRecoveryMs = 10_000;

/** C05: the database goes away and comes back every few seconds, politely and by a crash, while work goes on. */
export const restartingDatabase: RunProof = {
  id: 'C05',
  promise:
    'while PostgreSQL restarts every few seconds nothing acknowledged is lost or doubled, clients see 503 and nothing worse, and work goes on within 10 s',
  short: 150,
  full: 5000,
  whenBroken: 40,
  breaks: ['pool-error-unheard'],
  needsPostgres: true,
  async run({ trials, seed, broken, full }): Promise<ProofReport> {
    const cluster = await createCluster();
    const model = await startScriptedOpenAi(() => says('Fine.'));
    const failures: string[] = [];
    const work: Work = { acknowledged: new Set(), chats: [], statuses: new Map(), lastSuccess: Date.now(), failures };
    let stage: Stage | null = null;
    let slowest = 0;
    let restarts = 0;
    try {
      stage = await openStage({ broken }, { hosts: [model.host], databaseUrl: cluster.url });
      const { client } = stage;
      await connect(client, 'mock', model.url);
      const agentId = await makeAgent(client, { memory_enabled: false });
      let begun = 0;
      const least = full ? 10 : 3;
      const worker = async () => {
        while (begun < trials || restarts < least) {
          if (failures.length > 50) return;
          begun += 1;
          await operation(client, agentId, begun, work);
          // The work lasts as long as the restarts do.
          if (!full) await sleep(60);
        }
      };
      const random = seededRandom(seed);
      const working = Promise.all(Array.from({ length: workers }, worker)).then(() => true);
      while (!(await Promise.race([working, sleep((full ? 5000 : 1500) + random() * (full ? 5000 : 1500), false)]))) {
        slowest = Math.max(slowest, await restart(cluster, random, work));
        restarts += 1;
      }
      failures.push(...(await checkAll(client, work)));
    } catch (error) {
      failures.push(`it broke off: ${String(error)} ${stage?.server.output.slice(-500) ?? ''}`);
    } finally {
      await stage?.close();
      await model.close();
      await cluster.remove();
    }
    const answers = Object.fromEntries([...work.statuses].map(([status, count]) => [`answers ${status}`, count]));
    const figures = {
      restarts,
      'slowest recovery, ms': slowest,
      acknowledged: work.acknowledged.size + work.chats.length,
      ...answers,
    };
    return {
      id: this.id,
      promise: this.promise,
      trials: Math.max(trials, work.acknowledged.size),
      seed,
      figures,
      failures,
    };
  },
};

interface Work {
  /** Names of what was acknowledged. */
  acknowledged: Set<string>;
  chats: { text: string; runId: string; conversationId: string }[];
  statuses: Map<number, number>;
  lastSuccess: number;
  failures: string[];
}

/** Tries one operation until it is acknowledged; the same key makes it one however often it was sent. */
async function operation(client: Client, agentId: string, number: number, work: Work): Promise<void> {
  const name = `operation ${number}`;
  const key = `chaos-${number}`;
  const send = async () => {
    if (number % 3 !== 0) {
      await client.call(createKnowledgeBase, { body: { name }, headers: { 'idempotency-key': key } });
      work.acknowledged.add(name);
      return;
    }
    const { runId, conversationId } = await ask(client, agentId, name);
    work.chats.push({ text: name, runId, conversationId });
  };
  for (let tries = 0; tries < 300; tries += 1) {
    const status = await send().then(
      () => 200,
      (error: unknown) => (error instanceof ApiError ? error.status : -1),
    );
    work.statuses.set(status, (work.statuses.get(status) ?? 0) + 1);
    if (status === 200) {
      work.lastSuccess = Date.now();
      return;
    }
    if (status !== 503) work.failures.push(`${name}: answered ${status}`);
    if (status === 0) return;
    // A chat that was cut off may be kept all the same; without a key it is not sent again.
    if (number % 3 === 0 && status !== 503) return;
    await sleep(100);
  }
  work.failures.push(`${name}: never acknowledged`);
}

/** Down for up to 2 s. Answers how long after its return the next operation was acknowledged. */
async function restart(cluster: OwnCluster, random: () => number, work: Work): Promise<number> {
  await cluster.stop(random() < 0.5 ? 'fast' : 'immediate');
  await sleep(random() * 2000);
  await cluster.start();
  const back = Date.now();
  while (work.lastSuccess < back && Date.now() - back < 3 * mostRecoveryMs) await sleep(20);
  const tookMs = Math.max(0, Math.max(work.lastSuccess, back) - back);
  if (work.lastSuccess < back || tookMs > mostRecoveryMs)
    work.failures.push(`no work went through in ${Date.now() - back} ms after a restart`);
  return tookMs;
}

async function checkAll(client: Client, work: Work): Promise<string[]> {
  const failures: string[] = [];
  const bases = await allPages((cursor) => client.call(listKnowledgeBases, { query: { limit: 100, ...cursor } }));
  for (const name of work.acknowledged) {
    const there = bases.filter((base) => base.name === name).length;
    if (there !== 1) failures.push(`${name} was acknowledged and is there ${there} times`);
  }
  for (const { text, runId, conversationId } of work.chats) {
    const run = await settled(client, runId, 60_000);
    if (run === null) failures.push(`${text}: its run never ended`);
    const messages = await messagesOf(client, conversationId);
    if (messages.filter(({ role, content }) => role === 'user' && content === text).length !== 1)
      failures.push(`${text}: the message is not there once`);
    if (run?.status === 'completed' && messages[1]?.content !== 'Fine.')
      failures.push(`${text}: the answer is ${messages[1]?.content}`);
  }
  return failures;
}
