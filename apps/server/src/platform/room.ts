import type { EventBus } from './events/event-bus.ts';
import type { HousekeepingTask } from './jobs/housekeeping.ts';
import type { JobQueue } from './jobs/job-queue.ts';
import type { Verb } from './verb.ts';

/** What a room gives the composition: its operations, and what it does besides. */
export interface Room {
  readonly name: string;
  readonly verbs: readonly Verb[];
  /** Declares its jobs; in every role, before the queue starts. */
  defineJobs?(queue: JobQueue): void;
  /** What it removes once an hour; in the scheduler role. */
  readonly housekeeping?: readonly HousekeepingTask[];
  /** Starts to work its jobs; in the worker role. */
  startWork?(queue: JobQueue): Promise<void>;
  /** The process stops: park what is in hand within `graceMs`. Requests, jobs and events drain at the same time. */
  drain?(graceMs: number): Promise<void>;
  /** Subscribes to events of other rooms. */
  listen?(events: EventBus): void;
}
