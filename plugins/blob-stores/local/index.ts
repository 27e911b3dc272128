import { createHash, randomUUID } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, type FileHandle, mkdir, open, realpath, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError, notFound } from '@agentforge/kernel/errors';
import type { BlobStore, StoredBlob } from '@agentforge/plugin-kit/blob-store';

export interface LocalBlobStoreOptions {
  /** Directory of the blobs; made when absent. */
  root: string;
}

const keyPattern = /^[a-z0-9_-]+(?:\/[a-z0-9_-]+)*$/;
const longestKey = 512;
const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function storageError(error: unknown): unknown {
  if (!full.has(codeOf(error))) return error;
  const detail =
    'There is no room left for files. Delete documents that are no longer needed, or ask your administrator for more space.';
  return new AppError('storage_full', { detail, cause: error });
}

function isInside(root: string, file: string): boolean {
  const relative = path.relative(root, file);
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
}

/** Writes the whole content and forces it to disk; the caller owns the file. */
async function writeAll(
  file: FileHandle,
  content: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<Omit<StoredBlob, 'key'>> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const part of content) {
    bytes += part.byteLength;
    if (bytes > maxBytes) {
      const megabytes = Math.max(1, Math.floor(maxBytes / 1024 / 1024));
      throw new AppError('payload_too_large', { detail: `This file is larger than the ${megabytes} MB allowed here.` });
    }
    hash.update(part);
    await file.writeFile(part);
  }
  await file.sync();
  return { bytes, sha256: hash.digest('hex') };
}

/** A rename is on disk only when its directory is. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Blobs as files below one directory, readable by the owner alone. A blob appears whole and on disk or not at all:
 * it is written beside its place, synced and renamed. Links that lead out of the directory are not followed.
 */
export function localBlobStore(options: LocalBlobStoreOptions): BlobStore {
  const given = path.resolve(options.root);
  let ready: Promise<string> | undefined;
  function root(): Promise<string> {
    ready ??= mkdir(given, { recursive: true, mode: 0o700 }).then(() => realpath(given));
    ready.catch(() => {
      ready = undefined;
    });
    return ready;
  }

  /** Path of a key with a directory that exists and really lies below the root. */
  async function placeOf(key: string, create: boolean): Promise<{ directory: string; file: string }> {
    if (key.length > longestKey || !keyPattern.test(key)) {
      throw new AppError('rule_broken', { detail: 'This storage key is not valid.' });
    }
    const base = await root();
    const wanted = path.join(base, key);
    const parent = path.dirname(wanted);
    if (create) await mkdir(parent, { recursive: true, mode: 0o700 });
    const directory = await realpath(parent);
    if (directory !== base && !isInside(base, directory)) throw notFound('file');
    return { directory, file: path.join(directory, path.basename(wanted)) };
  }

  async function put(
    key: string,
    content: AsyncIterable<Uint8Array>,
    limits: { maxBytes: number },
  ): Promise<StoredBlob> {
    let temporary: string | undefined;
    try {
      const { directory, file } = await placeOf(key, true);
      // The dot keeps it apart from every key.
      temporary = path.join(directory, `.${randomUUID()}.part`);
      const handle = await open(temporary, 'wx', 0o600);
      const written = await writeAll(handle, content, limits.maxBytes).finally(() => handle.close());
      await rename(temporary, file);
      temporary = undefined;
      await syncDirectory(directory);
      return { key, ...written };
    } catch (error) {
      if (temporary !== undefined) await rm(temporary, { force: true });
      throw storageError(error);
    }
  }

  async function get(key: string): Promise<AsyncIterable<Uint8Array>> {
    let handle: FileHandle;
    try {
      const { file } = await placeOf(key, false);
      handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
    } catch (error) {
      if (['ENOENT', 'ELOOP', 'ENOTDIR'].includes(codeOf(error))) throw notFound('file');
      throw error;
    }
    if (!(await handle.stat()).isFile()) {
      await handle.close();
      throw notFound('file');
    }
    return createReadStream('', { fd: handle });
  }

  async function remove(key: string): Promise<void> {
    try {
      const { directory, file } = await placeOf(key, false);
      await rm(file);
      await syncDirectory(directory);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  }

  async function check(): Promise<void> {
    try {
      const base = await root();
      await access(base, constants.W_OK | constants.X_OK);
      const probe = path.join(base, `.${randomUUID()}.probe`);
      const handle = await open(probe, 'wx', 0o600);
      await handle.writeFile('ok').finally(() => handle.close());
      await rm(probe, { force: true });
    } catch (error) {
      const known = storageError(error);
      if (AppError.is(known)) throw known;
      throw new AppError('unavailable', { detail: 'The directory for files cannot be written to.', cause: error });
    }
  }

  return { put, get, delete: remove, check };
}
