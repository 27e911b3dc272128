import { AppError } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import { detectFormat } from '@agentforge/rag/detect';
import type { UploadedFile } from '../../platform/context.ts';
import { plainFileName } from '../knowledge/index.ts';
import type { NewSource } from './new-documents.ts';
import type { SourceStore } from './source-store.ts';

/** Bytes that tell what a file is. */
const headLength = 4096;

interface Receiving {
  store: SourceStore;
  tenantId: string;
  maxBytes: number;
  signal: AbortSignal;
}

/** What the form's reader throws for a body that is no form, or ends in the middle of it. */
export function brokenForm(error: unknown): unknown {
  if (AppError.is(error) || (error instanceof Error && 'statusCode' in error)) return error;
  const detail = 'The upload is not a whole multipart form. Send the files again.';
  return new AppError('malformed_request', { detail, cause: error });
}

/** Chunks of a body that ends with an error when the sender is gone, instead of waiting for ever. */
async function* whileThere(content: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const gone = new Promise<never>((_resolve, reject) => {
    const stop = (): void => reject(new AppError('malformed_request', { detail: 'The upload broke off.' }));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
  gone.catch(() => undefined);
  const iterator = content[Symbol.asyncIterator]();
  for (;;) {
    const next = await Promise.race([iterator.next(), gone]).catch((error: unknown) => {
      throw brokenForm(error);
    });
    if (next.done) return;
    yield next.value;
  }
}

async function readHead(content: AsyncGenerator<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  while (length < headLength) {
    const next = await content.next();
    if (next.done) break;
    parts.push(next.value);
    length += next.value.byteLength;
  }
  return Buffer.concat(parts);
}

async function* joined(head: Buffer, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  yield* rest;
}

/** Streams one file into the blob store, once its first bytes have told that it can be read. */
export async function receiveFile(file: UploadedFile, to: Receiving): Promise<NewSource> {
  const content = whileThere(file.content, to.signal);
  const head = await readHead(content);
  const fileName = plainFileName(file.fileName);
  if (head.length === 0) throw new AppError('rule_broken', { detail: `The file "${fileName}" is empty.` });
  const format = detectFormat(head, fileName, file.mediaType);
  const id = newId('document');
  const blob = await to.store.put(to.tenantId, id, joined(head, content), to.maxBytes);
  return {
    id,
    kind: 'file',
    title: fileName,
    fileName,
    url: null,
    ...format,
    bytes: blob.bytes,
    sha256: blob.sha256,
    blobKey: blob.key,
  };
}

/** Reads what is left of a refused request: a sender that is cut off never sees the answer. */
export async function drain(files: AsyncIterator<UploadedFile>, current: UploadedFile | null): Promise<void> {
  const skip = async (content: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const _part of content);
  };
  try {
    if (current !== null) await skip(current.content);
    for (let next = await files.next(); !next.done; next = await files.next()) await skip(next.value.content);
  } catch {
    // The refusal is what the sender is told; a second trouble on the way adds nothing.
  }
}
