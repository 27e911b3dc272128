import type { Database, Tx } from '@agentforge/db/database';
import { messageOf } from '@agentforge/kernel/errors';
import { type JobWithMetadata, PgBoss } from 'pg-boss';
import type { z } from 'zod';
import type { Logger } from '../telemetry/logger.ts';
import { noTracing, type Tracing } from '../telemetry/tracing.ts';
import { handBackJobsOfTheDead } from './dead-jobs.repository.ts';
import type { JobContract, JobHandler } from './job.ts';
import { grantQueue } from './job-grants.repository.ts';

const noJob = '00000000-0000-4000-8000-000000000000';

export interface EnqueueOptions {
  /** Only one waiting job per key. */
  singletonKey?: string;
  startAfter?: Date;
  /** Fairness between tenants and urgency; higher runs first. */
  priority?: number;
}

/** Jobs in the data's own database and transaction: a job exists exactly if its data does. */
export class JobQueue {
  readonly #boss: PgBoss;
  readonly #database: Database;
  readonly #logger: Logger;
  readonly #tracing: Tracing;
  readonly #contracts = new Map<string, JobContract>();
  readonly #workers = new Map<string, string>();
  readonly #draining = new AbortController();
  #started = false;

  constructor(database: Database, logger: Logger, tracing: Tracing = noTracing) {
    this.#database = database;
    this.#logger = logger;
    this.#tracing = tracing;
    this.#boss = new PgBoss({
      db: {
        executeSql: (text, values) =>
          database.withConnection(async (connection) => {
            if (values && values.length > 0) return connection.query(text, values, { prepare: false });
            const results = await connection.exec(text);
            return results.length === 1 && results[0] ? results[0] : { rows: results.flatMap((result) => result.rows) };
          }),
      },
      backend: database.kind === 'pglite' ? 'pglite' : 'postgres',
      schedule: false,
      monitorVacuum: false,
      reindex: false,
      superviseIntervalSeconds: 30,
    });
    this.#boss.on('error', (error) =>
      logger.warn({ error: messageOf(error) }, 'the job queue could not reach the database; it tries again'),
    );
  }

  /** Declares a job; every process that enqueues or works it does so before `start`. */
  define(contract: JobContract): void {
    this.#contracts.set(contract.name, contract);
  }

  async start(): Promise<void> {
    await this.#boss.start();
    for (const contract of this.#contracts.values()) {
      await this.#createQueue(contract);
      // Any look at a queue keeps it at hand: enqueueing in a transaction must not ask for it on another connection.
      await this.#boss.findJobs(contract.name, { id: noJob });
    }
    await this.#database.withConnection(grantQueue);
    if (this.#database.kind === 'pglite') await this.#database.withConnection(handBackJobsOfTheDead);
    this.#started = true;
  }

  async #createQueue(contract: JobContract): Promise<void> {
    const options = {
      retryLimit: contract.retries,
      retryDelay: contract.retryDelaySeconds,
      retryBackoff: true,
      ...(contract.retryDelayMaxSeconds === undefined ? {} : { retryDelayMax: contract.retryDelayMaxSeconds }),
      expireInSeconds: contract.expireSeconds,
      ...(contract.heartbeatSeconds === undefined ? {} : { heartbeatSeconds: contract.heartbeatSeconds }),
      deleteAfterSeconds: 3 * 24 * 3600,
    };
    const existing = await this.#boss.getQueue(contract.name);
    if (existing) await this.#boss.updateQueue(contract.name, options);
    else await this.#boss.createQueue(contract.name, options);
  }

  /** Enqueues in the caller's transaction. */
  async enqueue<Data extends z.ZodObject>(
    tx: Tx,
    contract: JobContract<Data>,
    data: z.input<Data>,
    options: EnqueueOptions = {},
  ): Promise<string | null> {
    return this.#boss.send(contract.name, contract.data.parse(data), {
      db: { executeSql: (text, values) => tx.query(text, values ?? [], { prepare: false }) },
      ...options,
    });
  }

  /** Starts to work a job. `concurrency` jobs at once in this process. */
  async work<Data extends z.ZodObject>(
    contract: JobContract<Data>,
    handler: JobHandler<Data>,
    options: { concurrency?: number; pollSeconds?: number } = {},
  ): Promise<void> {
    const settings = {
      includeMetadata: true as const,
      batchSize: 1,
      localConcurrency: options.concurrency ?? 1,
      pollingIntervalSeconds: options.pollSeconds ?? 2,
    };
    const worker = await this.#boss.work(contract.name, settings, async (jobs: JobWithMetadata<object>[]) => {
      for (const job of jobs) await this.#handle(contract, handler, job);
    });
    this.#workers.set(contract.name, worker);
  }

  async #handle<Data extends z.ZodObject>(
    contract: JobContract<Data>,
    handler: JobHandler<Data>,
    job: JobWithMetadata<object>,
  ): Promise<void> {
    const lastTry = job.retryCount >= job.retryLimit;
    try {
      const facts = {
        id: job.id,
        attempt: job.retryCount,
        lastTry,
        signal: AbortSignal.any([job.signal, this.#draining.signal]),
      };
      await this.#tracing.span(
        `job ${contract.name}`,
        { 'agentforge.job': contract.name, 'agentforge.attempt': job.retryCount },
        () => handler(contract.data.parse(job.data), facts),
      );
    } catch (error) {
      this.#logger.warn(
        { job: contract.name, jobId: job.id, attempt: job.retryCount, error: messageOf(error) },
        lastTry ? 'a job failed for good' : 'a job failed and will be tried again',
      );
      throw error;
    }
  }

  /** Looks for work at once instead of at the next poll; called after commits that enqueued. */
  poke(contract: JobContract): void {
    const worker = this.#workers.get(contract.name);
    if (worker !== undefined) this.#boss.notifyWorker(worker);
  }

  /** Whether the queue answers; for readiness. */
  get started(): boolean {
    return this.#started;
  }

  /** Stops taking jobs, lets those in hand finish for `graceMs`, hands the rest back. */
  async stop(graceMs: number): Promise<void> {
    if (!this.#started) return;
    this.#started = false;
    setTimeout(() => this.#draining.abort(), Math.max(0, graceMs - 2000)).unref();
    await this.#boss.stop({ graceful: true, timeout: graceMs, close: false });
  }
}
