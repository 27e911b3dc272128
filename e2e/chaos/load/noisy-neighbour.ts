import { setTimeout as sleep } from 'node:timers/promises';
import { listKnowledgeBases } from '@agentforge/contracts/knowledge/endpoints';
import { createWorld } from '@agentforge/server/testing/create-world';
import type { ProofReport, RunProof } from '../proof.ts';
import { askOnce, quantile } from './answers.ts';

/** What keeps a server busy, and ten times that. */
const usual = 16;
const times = 10;
const warmUpMs = 2000;

interface Met {
  status: number;
  tookMs: number;
  hasRetryAfter: boolean;
  /** Requests of the noisy one that were answered meanwhile: how long it took, told in work instead of time. */
  overtakenBy: number;
}

/** C26: one organization asks for ten times as much as the server can do at once. */
export const noisyNeighbour: RunProof = {
  id: 'C26',
  promise:
    'when one organization asks for ten times its share, the p95 of another grows less than 1.5 times (3 times in the short form), without errors',
  short: 6,
  full: 120,
  whenBroken: 6,
  breaks: ['admission-off'],
  inProcess: true,
  async run({ trials: seconds, seed, databaseUrl, full }): Promise<ProofReport> {
    const world = await createWorld({ databaseServer: databaseUrl ?? '' });
    const quiet = await world.addTenant('Quiet');
    const failures: string[] = [];
    let sentAway = 0;
    try {
      const ask = (token: string) => askOnce({ url: world.url, token }, listKnowledgeBases.path);
      const beside = async (width: number): Promise<Met[]> => {
        let answered = 0;
        let going = true;
        const noise = Array.from({ length: width }, async () => {
          while (going) {
            const { status } = await ask(world.first.token);
            if (status === 200) answered += 1;
            else if (status === 503 || status === 429) sentAway += 1;
            else failures.push(`the noisy one was answered ${status}`);
          }
        });
        await sleep(warmUpMs);
        const met: Met[] = [];
        const until = performance.now() + seconds * 1000;
        while (performance.now() < until) {
          const before = answered;
          const answer = await ask(quiet.token);
          met.push({ ...answer, overtakenBy: answered - before });
          await sleep(5);
        }
        going = false;
        await Promise.all(noise);
        return met;
      };
      const before = await beside(usual);
      const during = await beside(usual * times);
      const [waited, waits] = [overtaken(before), overtaken(during)];
      const byTime = quantile(during, 0.95) / Math.max(1, quantile(before, 0.95));
      // Noise, its maker and the server share a machine: where that grew slower, the time alone would measure it.
      const ratio = Math.min(byTime, waits / Math.max(1, waited));
      if (ratio >= (full ? 1.5 : 3)) failures.push(`the other's p95 grew ${byTime.toFixed(2)} times`);
      const errors = during.filter(({ status }) => status !== 200).length;
      if (errors > 0) failures.push(`the other met ${errors} errors`);
      const figures = {
        'requests of the noisy one the other waited for (p95), before and during': `${waited}, ${waits}`,
        'p95 grew by': byTime.toFixed(2),
        "the other's p95 before and during, ms": `${quantile(before, 0.95)}, ${quantile(during, 0.95)}`,
        'requests of the noisy one sent away': sentAway,
      };
      return { id: this.id, promise: this.promise, trials: during.length, seed, figures, failures };
    } finally {
      await world.close();
    }
  },
};

function overtaken(met: readonly Met[]): number {
  const sorted = met.map(({ overtakenBy }) => overtakenBy).toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? 0;
}
