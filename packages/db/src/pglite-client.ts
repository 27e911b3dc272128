import { Worker } from 'node:worker_threads';
import { AppError, messageOf } from '@agentforge/kernel/errors';
import type { PgliteReply, PgliteRequest, PgliteWorkerData } from './pglite-messages.ts';

/** The embedded database as seen from the main thread. Requests are answered in order. */
export interface PgliteClient {
  batch(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
  /** The whole database as a tar file. */
  dump(): Promise<Uint8Array>;
  /** How often the worker has asked the disk to keep what was written. */
  syncs(): Promise<number>;
  close(): Promise<void>;
}

interface Waiting {
  resolve(reply: PgliteReply): void;
  reject(error: unknown): void;
}

function stopped(cause: unknown): AppError {
  return new AppError('unavailable', { detail: 'The embedded database has stopped. Restart AgentForge.', cause });
}

function causeOf(error: unknown): string {
  const cause = error instanceof AppError ? error.cause : error;
  return messageOf(cause).split('\n', 1)[0] ?? '';
}

/** Starts the worker and waits until the database is open. `onStop` is called once if it dies on its own. */
export async function startPgliteWorker(
  workerUrl: URL,
  data: PgliteWorkerData,
  onStop: (cause: unknown) => void,
): Promise<PgliteClient> {
  // It keeps little in its own heap: PostgreSQL's memory lies beside it.
  const resourceLimits = { maxYoungGenerationSizeMb: 8 };
  const worker = new Worker(workerUrl, { workerData: data, name: 'database', resourceLimits });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let ended: AppError | undefined;
  let closing = false;

  function end(cause: unknown): void {
    if (ended !== undefined) return;
    ended = stopped(cause);
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
    if (!closing) onStop(cause);
  }

  function wait(id: number): Promise<PgliteReply> {
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  }

  worker.on('message', (reply: PgliteReply) => {
    const request = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('failure' in reply) request?.reject(stopped(new Error(reply.failure)));
    else request?.resolve(reply);
  });
  worker.on('error', end);
  worker.on('exit', (code) => end(new Error(`The database worker ended with code ${code}.`)));

  function request(kind: 'dump' | 'syncs' | 'close'): Promise<PgliteReply> {
    return ask({ id: nextId(), kind }, []);
  }

  function nextId(): number {
    lastId += 1;
    return lastId;
  }

  function ask(message: PgliteRequest, transfer: ArrayBuffer[]): Promise<PgliteReply> {
    if (ended !== undefined) return Promise.reject(ended);
    const answer = wait(message.id);
    worker.postMessage(message, transfer);
    return answer;
  }

  await wait(0).catch((error: unknown) => {
    throw new AppError('unavailable', {
      detail: `The embedded database could not be opened: ${causeOf(error)}`,
      cause: error,
    });
  });
  return {
    async batch(bytes) {
      const reply = await ask({ id: nextId(), kind: 'batch', bytes }, [bytes.buffer]);
      return 'bytes' in reply ? reply.bytes : new Uint8Array();
    },
    async dump() {
      const reply = await request('dump');
      return 'bytes' in reply ? reply.bytes : new Uint8Array();
    },
    async syncs() {
      const reply = await request('syncs');
      return 'count' in reply ? reply.count : 0;
    },
    async close() {
      if (ended !== undefined) return;
      closing = true;
      await request('close');
      await worker.terminate();
    },
  };
}
