import { openAsBlob } from 'node:fs';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { DurableNodeFS } from './durable-file-system.ts';
import type { PgliteReply, PgliteRequest, PgliteWorkerData } from './pglite-messages.ts';

// Runs in a worker thread: PostgreSQL in WebAssembly is synchronous and would stop the server while it works.
// As a process it makes the cluster in the given folder and ends.
const data: PgliteWorkerData = isMainThread ? { directory: process.argv[2] ?? '' } : workerData;
const files = data.directory === undefined ? undefined : new DurableNodeFS(data.directory);

// PGlite's own 160 MB are touched whole within minutes; beneath these lies the machine's own file cache.
const sizes = ['-c', 'shared_buffers=16MB'];

async function openOptions(): Promise<PGliteOptions> {
  const extensions = { vector };
  if (files === undefined) {
    const startParams = [...PGlite.defaultStartParams, ...sizes];
    const loaded = data.image === undefined ? {} : { loadDataDir: await openAsBlob(data.image) };
    return { extensions, startParams, ...loaded };
  }
  const startParams = PGlite.defaultStartParams.filter((parameter) => parameter !== '-F');
  return { extensions, fs: files, startParams: [...startParams, ...sizes, '-c', 'wal_sync_method=fsync'] };
}

const database = await PGlite.create(await openOptions());
if (isMainThread) await database.close();

function batch(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const answer = database.execProtocolRawSync(bytes);
  return answer.buffer instanceof ArrayBuffer ? new Uint8Array(answer.buffer) : new Uint8Array(answer);
}

async function answer(request: PgliteRequest): Promise<PgliteReply> {
  const { id } = request;
  if (request.kind === 'batch') return { id, bytes: batch(request.bytes) };
  if (request.kind === 'syncs') return { id, count: files?.syncs ?? 0 };
  if (request.kind === 'dump') return { id, bytes: await (await database.dumpDataDir('none')).bytes() };
  await database.close();
  return { id, count: 0 };
}

function reply(message: PgliteReply): void {
  parentPort?.postMessage(message, 'bytes' in message ? [message.bytes.buffer] : []);
}

function refuse(request: PgliteRequest, error: unknown): void {
  reply({ id: request.id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}

parentPort?.on('message', (request: PgliteRequest) => {
  if (request.kind === 'batch') {
    // Without a promise in between: this is the hot path.
    try {
      reply({ id: request.id, bytes: batch(request.bytes) });
    } catch (error) {
      refuse(request, error);
    }
    return;
  }
  answer(request).then(reply, (error: unknown) => refuse(request, error));
});

reply({ id: 0, count: 0 });
