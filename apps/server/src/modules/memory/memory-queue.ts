import type { Tx } from '@agentforge/db/database';
import type { JobQueue } from '../../platform/jobs/job-queue.ts';
import { embedMemoriesJob } from './embed-memories.job.ts';
import { learnFromRunJob } from './learn-from-run.job.ts';
import type { Owner } from './memory.repository.ts';

/** Enqueues in the data's own transaction, and wakes the worker of this process after the commit. */
export class MemoryQueue {
  readonly #jobs: JobQueue;

  constructor(jobs: JobQueue) {
    this.#jobs = jobs;
  }

  async learn(tx: Tx, tenantId: string, runId: string): Promise<void> {
    await this.#jobs.enqueue(tx, learnFromRunJob, { tenantId, runId }, { priority: -10 });
    tx.afterCommit(() => this.#jobs.poke(learnFromRunJob));
  }

  async embed(tx: Tx, { tenantId, userId, agentId }: Owner & { tenantId: string }): Promise<void> {
    await this.#jobs.enqueue(tx, embedMemoriesJob, { tenantId, userId, agentId }, { priority: -20 });
    tx.afterCommit(() => this.#jobs.poke(embedMemoriesJob));
  }
}
