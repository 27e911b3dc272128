import type { z } from 'zod';

/**
 * The light side of a job: what producers know. The handler is registered elsewhere, so whoever enqueues does not load the
 * worker's world. Data holds ids only, never texts or secrets: the queue is not under row security.
 */
export interface JobContract<Data extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly data: Data;
  /** Further tries after the first. */
  readonly retries: number;
  /** Seconds before the first retry; doubles each time. */
  readonly retryDelaySeconds: number;
  /** The delay stops growing here. */
  readonly retryDelayMaxSeconds?: number;
  /** Seconds after which a silent worker is taken for dead. */
  readonly expireSeconds: number;
  /** For long jobs: a worker that shows no sign of life for so long (10 or more) is taken for dead before `expireSeconds`. */
  readonly heartbeatSeconds?: number;
}

export function defineJob<Data extends z.ZodObject>(
  contract: Pick<JobContract<Data>, 'name' | 'data'> & Partial<JobContract<Data>>,
): JobContract<Data> {
  return { retries: 5, retryDelaySeconds: 2, expireSeconds: 900, ...contract };
}

export interface JobFacts {
  id: string;
  /** 0 for the first try. */
  attempt: number;
  lastTry: boolean;
  /** Aborted when the process drains. */
  signal: AbortSignal;
}

/** Must be safe to run again: a job is delivered at least once. */
export type JobHandler<Data extends z.ZodObject> = (data: z.output<Data>, facts: JobFacts) => Promise<void>;
