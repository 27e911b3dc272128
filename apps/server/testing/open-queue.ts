import type { Database } from '@agentforge/db/database';
import { openTestDatabase } from '@agentforge/db/testing';
import { z } from 'zod';
import { migrations } from '../src/composition/migrations.ts';
import { defineJob, type JobHandler } from '../src/platform/jobs/job.ts';
import { JobQueue } from '../src/platform/jobs/job-queue.ts';
import { silentLogger } from '../src/platform/telemetry/logger.ts';

const numbered = defineJob({ name: 'test.numbered', data: z.object({ number: z.number().int() }) });

export interface TestQueue {
  database: Database;
  /** In the transaction that is given. */
  enqueue(tx: Parameters<JobQueue['enqueue']>[0], number: number): Promise<void>;
  work(handler: JobHandler<typeof numbered.data>): Promise<void>;
  close(): Promise<void>;
}

/** The product's job queue on a database of its own, with one kind of job. */
export async function openTestQueue(serverUrl: string): Promise<TestQueue> {
  const database = await openTestDatabase({ migrations, serverUrl });
  const queue = new JobQueue(database, silentLogger);
  queue.define(numbered);
  await queue.start();
  return {
    database,
    enqueue: async (tx, number) => void (await queue.enqueue(tx, numbered, { number })),
    work: (handler) => queue.work(numbered, handler, { concurrency: 24, pollSeconds: 0.5 }),
    close: async () => {
      await queue.stop(2000);
      await database.close();
    },
  };
}
