import { openTestDatabase } from '@agentforge/db/testing';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { migrations } from '../../composition/migrations.ts';
import { silentLogger } from '../telemetry/logger.ts';
import { defineJob } from './job.ts';
import { JobQueue } from './job-queue.ts';

const slowJob = defineJob({ name: 'test-slow', data: z.object({}), expireSeconds: 3600 });

it('goes on at once, on embedded data, with a job whose process died', async () => {
  const database = await openTestDatabase({ migrations, serverUrl: '' });
  const [dead, next] = [new JobQueue(database, silentLogger), new JobQueue(database, silentLogger)];
  const taken = Promise.withResolvers<void>();
  const again = Promise.withResolvers<number>();
  const dies = Promise.withResolvers<void>();
  try {
    for (const queue of [dead, next]) queue.define(slowJob);
    await dead.start();
    await dead.work(slowJob, () => {
      taken.resolve();
      return dies.promise;
    });
    await database.withSystem('enqueue for a test', (tx) => dead.enqueue(tx, slowJob, {}));
    await taken.promise;
    // The first one is silent from here on: its job would count as lost after an hour.
    await next.start();
    await next.work(slowJob, async (_data, { attempt }) => again.resolve(attempt));
    expect(await again.promise).toBe(1);
  } finally {
    dies.resolve();
    await Promise.all([dead.stop(1000), next.stop(1000)]);
    await database.close();
  }
});

it('enqueues in a transaction right after the start, in a process that works no jobs', async () => {
  const database = await openTestDatabase({ migrations });
  const [first, later] = [new JobQueue(database, silentLogger), new JobQueue(database, silentLogger)];
  try {
    for (const queue of [first, later]) {
      queue.define(slowJob);
      await queue.start();
      const enqueued = database.withSystem('enqueue for a test', (tx) => queue.enqueue(tx, slowJob, {}));
      await expect(enqueued).resolves.toEqual(expect.any(String));
    }
  } finally {
    await Promise.all([first.stop(1000), later.stop(1000)]);
    await database.close();
  }
});
