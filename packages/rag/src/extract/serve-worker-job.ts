import { AppError, messageOf } from '@agentforge/kernel/errors';
import type { WorkerReply } from './run-in-worker.ts';

function failure(error: unknown): WorkerReply {
  if (AppError.is(error)) return { ok: false, code: error.code, detail: error.detail ?? error.message };
  return {
    ok: false,
    code: 'rule_broken',
    detail: `This file could not be read (${messageOf(error).slice(0, 200)}). Save it again in its own program and upload the new copy.`,
  };
}

/** Inside a worker of `runInWorker`: waits for the one job, answers and stays until it is ended. */
export function serveWorkerJob(work: (job: unknown) => Promise<unknown>): void {
  process.once('message', (message) => {
    const job = typeof message === 'object' && message !== null && 'job' in message ? message.job : undefined;
    const answer = (reply: WorkerReply): void => {
      process.send?.(reply);
    };
    work(job).then(
      (value) => answer({ ok: true, value }),
      (error: unknown) => answer(failure(error)),
    );
  });
}
