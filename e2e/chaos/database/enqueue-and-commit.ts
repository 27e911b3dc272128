import { setTimeout as sleep } from 'node:timers/promises';
import { openTestQueue } from '@agentforge/server/testing/open-queue';
import type { ProofReport, RunProof } from '../proof.ts';
import { seededRandom } from '../random.ts';
import { inParallel } from '../stage/stage.ts';

class OnPurpose extends Error {}

/** C10: jobs are enqueued in transactions of which some are rolled back, while workers wait for them. */
export const enqueueAndCommit: RunProof = {
  id: 'C10',
  promise: 'a job exists exactly if its transaction was committed, and no worker ever meets one before its data',
  short: 300,
  full: 10_000,
  whenBroken: 60,
  breaks: ['enqueue-outside'],
  needsPostgres: true,
  inProcess: true,
  async run({ trials, seed, databaseUrl }): Promise<ProofReport> {
    const random = seededRandom(seed);
    const queue = await openTestQueue(databaseUrl ?? '');
    const { database } = queue;
    const failures: string[] = [];
    const committed = new Set<number>();
    const worked = new Map<number, number>();
    try {
      await database.withConnection((connection) =>
        connection.exec('create table numbers (number int primary key); grant all on numbers to agentforge_system'),
      );
      const has = (number: number) =>
        database.withSystem('look for the data of a job', async (tx) => {
          const { rowCount } = await tx.query('select 1 from numbers where number = $1', [number]);
          return rowCount === 1;
        });
      await queue.work(async ({ number }) => {
        worked.set(number, (worked.get(number) ?? 0) + 1);
        if (!(await has(number))) failures.push(`job ${number} was worked without its data`);
      });
      await inParallel(trials, 8, async (number) => {
        const [rollsBack, waitMs, first] = [random() < 0.4, random() * 8, random() < 0.5];
        const write = database.withSystem('data and job together', async (tx) => {
          if (first) await queue.enqueue(tx, number);
          await tx.query('insert into numbers values ($1)', [number]);
          if (!first) await queue.enqueue(tx, number);
          await sleep(waitMs);
          if (rollsBack) throw new OnPurpose();
        });
        await write.then(
          () => committed.add(number),
          (error: unknown) => {
            if (!(error instanceof OnPurpose)) failures.push(`enqueue ${number}: ${String(error)}`);
          },
        );
      });
      await untilAll(committed, worked);
      const missing = [...committed].filter((number) => !worked.has(number));
      const orphans = [...worked.keys()].filter((number) => !committed.has(number));
      if (missing.length > 0) failures.push(`${missing.length} jobs of committed transactions are missing`);
      if (orphans.length > 0) failures.push(`${orphans.length} jobs of rolled back transactions were worked`);
    } finally {
      await queue.close();
    }
    const figures = { committed: committed.size, 'rolled back': trials - committed.size, 'jobs worked': worked.size };
    return { id: this.id, promise: this.promise, trials, seed, figures, failures };
  },
};

/** Then once more for as long, so that a job nobody should see has its chance to be seen. */
async function untilAll(committed: ReadonlySet<number>, worked: ReadonlyMap<number, number>): Promise<void> {
  const until = Date.now() + 60_000 + committed.size * 20;
  while (Date.now() < until && [...committed].some((number) => !worked.has(number))) await sleep(100);
  await sleep(2000);
}
