import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { AppError, type ProblemCode, problems } from '@agentforge/kernel/errors';
import { trusted } from '@agentforge/kernel/trust';

export interface WorkerOptions {
  /** Module that calls `serveWorkerJob`. */
  workerUrl: URL;
  /** Plain data and byte arrays. */
  job: unknown;
  timeoutMs: number;
  /** JavaScript heap. Default 512. */
  maxHeapMb?: number;
  /** Whole process with buffers outside the heap; watched where the system tells it (Linux). Default 1,024. */
  maxResidentMb?: number;
  signal?: AbortSignal;
}

/** What a worker answers. */
export type WorkerReply = { ok: true; value: unknown } | { ok: false; code: ProblemCode; detail: string };

const watchEveryMs = 100;
const bytesPerPage = 4096;

const endings = {
  time: new AppError('rule_broken', {
    detail:
      'Reading this file took too long and was stopped. Split it into smaller files or save it in a simpler format.',
  }),
  memory: new AppError('rule_broken', {
    detail: 'Reading this file needs more memory than one document may use. Split it into smaller files.',
  }),
  crash: new AppError('rule_broken', {
    detail:
      'This file could not be read: the reader stopped while working on it. Save it again in its own program and upload the new copy.',
  }),
};

function stopped(kind: keyof typeof endings): AppError {
  const { code, detail } = endings[kind];
  return new AppError(code, detail === undefined ? {} : { detail });
}

function start(options: WorkerOptions): ChildProcess {
  const heap = options.maxHeapMb ?? 512;
  // Read-only file system, no further processes or threads, no environment: nothing to steal and nothing to harm.
  const flags = [
    '--permission',
    '--allow-fs-read=*',
    `--max-old-space-size=${heap}`,
    '--disable-warning=ExperimentalWarning',
  ];
  return fork(fileURLToPath(options.workerUrl), {
    execArgv: flags,
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

/** Resident memory of a process in MB; 0 where it cannot be told. */
async function residentMb(pid: number): Promise<number> {
  try {
    const pages = Number((await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ')[1]);
    return (pages * bytesPerPage) / 1024 / 1024;
  } catch {
    return 0;
  }
}

function isReply(message: unknown): message is WorkerReply {
  if (typeof message !== 'object' || message === null || !('ok' in message)) return false;
  if (message.ok === true) return 'value' in message;
  return 'code' in message && typeof message.code === 'string' && message.code in problems && 'detail' in message;
}

function settle(reply: WorkerReply): unknown {
  if (reply.ok) return reply.value;
  throw new AppError(reply.code, { detail: reply.detail });
}

/**
 * Does one job in a process of its own and ends it, whatever happens: on an answer, after `timeoutMs`, past the memory
 * limits, when `signal` aborts. A worker thread would not do: V8 aborts the whole process when some allocations of a
 * thread fail. Throws the worker's `AppError`, or `rule_broken` with the reason it was stopped.
 */
export async function runInWorker<T>(options: WorkerOptions): Promise<T> {
  options.signal?.throwIfAborted();
  const child = start(options);
  const timers: NodeJS.Timeout[] = [];
  const abort = new AbortController();
  try {
    const reply = await new Promise<WorkerReply>((resolve, reject) => {
      const watch = async (): Promise<void> => {
        if ((await residentMb(child.pid ?? 0)) > (options.maxResidentMb ?? 1024)) reject(stopped('memory'));
      };
      timers.push(
        setTimeout(() => reject(stopped('time')), options.timeoutMs),
        setInterval(() => void watch(), watchEveryMs),
      );
      child.on('message', (message) => (isReply(message) ? resolve(message) : reject(stopped('crash'))));
      child.on('error', () => reject(stopped('crash')));
      // V8 ends a process that is out of heap with SIGABRT (134 where a shell stands between).
      child.on('exit', (code, signal) => reject(stopped(signal === 'SIGABRT' || code === 134 ? 'memory' : 'crash')));
      const cancel = (): void => reject(options.signal?.reason);
      options.signal?.addEventListener('abort', cancel, { signal: abort.signal });
      child.send({ job: options.job }, (error) => {
        if (error !== null) reject(stopped('crash'));
      });
    });
    return trusted<T>(settle(reply), 'the worker module and its caller agree on the type of the answer');
  } finally {
    abort.abort();
    for (const timer of timers) clearTimeout(timer);
    child.removeAllListeners();
    child.on('error', () => {});
    child.kill('SIGKILL');
  }
}
