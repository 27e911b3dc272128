import { setTimeout as sleep } from 'node:timers/promises';
import { login } from '@agentforge/contracts/identity/endpoints';
import { listKnowledgeBases } from '@agentforge/contracts/knowledge/endpoints';
import type { ProofReport, RunProof } from '../proof.ts';
import { openStage, type Stage } from '../stage/stage.ts';
import { type Answered, type Asker, askOnce, quantile, steadily } from './answers.ts';

const times = 5;
/** A request waits five seconds at most for its turn; then it is worked on. */
const mostMs = 9000;

/** C25: five times as many requests come as can be answered. */
export const overload: RunProof = {
  id: 'C25',
  promise:
    'under 5 times its load a server does at least 80 % of its work (full form), tells the others when to come again, and still answers health and sign-in',
  short: 6,
  full: 600,
  whenBroken: 6,
  breaks: ['admission-off'],
  async run({ trials: seconds, seed, broken, full }): Promise<ProofReport> {
    const stage = await openStage({ broken }, { hosts: [] });
    const failures: string[] = [];
    try {
      const asker = { url: stage.server.url, token: await tokenOf(stage) };
      const list = () => askOnce(asker, listKnowledgeBases.path);
      await steadily(16, 1500, list);
      const before = await steadily(16, full ? 20_000 : 2500, list);
      const most = (before.filter(isDone).length * 1000) / (full ? 20_000 : 2500);
      const watched = watch(stage, asker);
      const { answers, tookMs } = await flood(most * times, seconds * 1000, list);
      failures.push(...(await watched.end()));
      const done = answers.filter(isDone);
      const goodput = (done.length * 1000) / tookMs / most;
      const refused = answers.filter(({ status }) => status === 503 || status === 429);
      const others = answers.filter((answer) => !isDone(answer) && !refused.includes(answer));
      // Only a machine of its own tells how much work is done: here the load, and in CI others, take their part of it.
      if (full && goodput < 0.8) failures.push(`only ${(goodput * 100).toFixed(0)} % of the work was done`);
      if (others.length > 0) failures.push(`${others.length} requests were answered ${others[0]?.status}`);
      if (refused.length === 0) failures.push('nobody was sent away, so this shows nothing');
      if (refused.some(({ hasRetryAfter }) => !hasRetryAfter)) failures.push('some are not told when to come again');
      const slow = answers.filter(({ tookMs: took }) => took > mostMs).length;
      if (slow > answers.length / 100) failures.push(`${slow} of ${answers.length} waited longer than ${mostMs} ms`);
      failures.push(...(await recovers(list)));
      const figures = {
        'requests per second at most': Math.round(most),
        'offered per second': Math.round((answers.length * 1000) / (seconds * 1000)),
        'work done under overload': `${(goodput * 100).toFixed(0)} %`,
        'sent away': refused.length,
        'sent away within (median, p95), ms': `${quantile(refused, 0.5)}, ${quantile(refused, 0.95)}`,
        'answered within (p95), ms': quantile(done, 0.95),
      };
      return { id: this.id, promise: this.promise, trials: answers.length, seed, figures, failures };
    } finally {
      await stage.close();
    }
  },
};

const isDone = ({ status }: Answered) => status === 200;

async function tokenOf({ server }: Stage): Promise<string> {
  const answer = await fetch(server.url + login.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'chaos@example.test', password: 'violet-harbour-tundra-42' }),
  });
  const body: unknown = await answer.json();
  return typeof body === 'object' && body !== null && 'access_token' in body ? String(body.access_token) : '';
}

/** So many requests a second, whether or not earlier ones were answered. Takes as long as the last answer. */
async function flood(perSecond: number, forMs: number, send: () => Promise<Answered>) {
  const began = performance.now();
  const pending: Promise<Answered>[] = [];
  for (let elapsed = 0; elapsed < forMs; elapsed = performance.now() - began) {
    const due = Math.floor((elapsed / 1000) * perSecond);
    while (pending.length < due) pending.push(send());
    await sleep(10);
  }
  const floodMs = performance.now() - began;
  const answers = await Promise.all(pending);
  return { answers, tookMs: Math.max(floodMs, performance.now() - began) };
}

/** Health and sign-in, asked all the while. */
function watch(stage: Stage, asker: Asker) {
  let going = true;
  const failures: string[] = [];
  const work = (async () => {
    while (going) {
      const live = await askOnce(asker, '/health/live');
      if (live.status !== 200) failures.push(`health answered ${live.status}`);
      if ((await tokenOf(stage).catch(() => '')) === '') failures.push('nobody could sign in');
      await sleep(300);
    }
  })();
  return {
    end: async () => {
      going = false;
      await work;
      return failures;
    },
  };
}

async function recovers(list: () => Promise<Answered>): Promise<string[]> {
  const began = Date.now();
  while (Date.now() - began < 30_000) {
    const answers = await Promise.all([list(), list(), list()]);
    if (answers.every((answer) => isDone(answer) && answer.tookMs < 2000)) return [];
    await sleep(200);
  }
  return ['it did not recover within 30 s'];
}
