import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localBlobStore } from './index.ts';

let base = '';
let root = '';
beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'blobs-'));
  root = path.join(base, 'root');
});
afterEach(() => rm(base, { recursive: true, force: true }));

async function* parts(...content: string[]): AsyncGenerator<Uint8Array> {
  for (const part of content) yield Buffer.from(part);
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const found: Uint8Array[] = [];
  for await (const part of stream) found.push(part);
  return Buffer.concat(found).toString();
}

async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

describe('localBlobStore', () => {
  it('keeps, gives back, replaces and deletes', async () => {
    const store = localBlobStore({ root });
    const stored = await store.put('tenant_1/blob_a', parts('hello ', 'world'), { maxBytes: 100 });
    const sha256 = createHash('sha256').update('hello world').digest('hex');
    expect(stored).toEqual({ key: 'tenant_1/blob_a', bytes: 11, sha256 });
    expect(await textOf(await store.get('tenant_1/blob_a'))).toBe('hello world');
    expect((await stat(path.join(root, 'tenant_1/blob_a'))).mode & 0o777).toBe(0o600);
    await store.put('tenant_1/blob_a', parts('new'), { maxBytes: 100 });
    expect(await textOf(await store.get('tenant_1/blob_a'))).toBe('new');
    await store.delete('tenant_1/blob_a');
    await store.delete('tenant_1/blob_a');
    await store.delete('never/there');
    await expect(store.get('tenant_1/blob_a')).rejects.toMatchObject({ code: 'not_found' });
    await store.check();
    expect(await filesBelow(root)).toEqual([]);
  });

  it('leaves nothing behind when the content is too large or breaks off, and keeps what was there', async () => {
    const store = localBlobStore({ root });
    await store.put('a/b', parts('before'), { maxBytes: 10 });
    await expect(store.put('a/b', parts('12345', '678901'), { maxBytes: 10 })).rejects.toMatchObject({
      code: 'payload_too_large',
    });
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('half');
      throw new Error('the sender left');
    }
    await expect(store.put('a/b', breaking(), { maxBytes: 10 })).rejects.toThrow('the sender left');
    expect(await filesBelow(root)).toEqual(['b']);
    expect(await textOf(await store.get('a/b'))).toBe('before');
  });

  it.each([
    '../x',
    'a/../../x',
    '/etc/passwd',
    'a//b',
    'a/',
    '',
    '.',
    'A',
    'a\\b',
    'a\0b',
    'a/.b',
    'a b',
    'x'.repeat(600),
  ])('refuses the key %j', async (key) => {
    const store = localBlobStore({ root });
    await expect(store.put(key, parts('x'), { maxBytes: 10 })).rejects.toMatchObject({ code: 'rule_broken' });
    await expect(store.get(key)).rejects.toMatchObject({ code: 'rule_broken' });
    await expect(store.delete(key)).rejects.toMatchObject({ code: 'rule_broken' });
  });

  it('does not follow links out of its directory', async () => {
    const outside = path.join(base, 'root-beside');
    await mkdir(outside);
    await writeFile(path.join(outside, 'secret'), 'secret');
    await mkdir(root);
    await symlink(outside, path.join(root, 'link'));
    await symlink(path.join(outside, 'secret'), path.join(root, 'file'));
    const store = localBlobStore({ root });
    await expect(store.get('link/secret')).rejects.toMatchObject({ code: 'not_found' });
    await expect(store.put('link/new', parts('x'), { maxBytes: 10 })).rejects.toMatchObject({ code: 'not_found' });
    await expect(store.get('file')).rejects.toMatchObject({ code: 'not_found' });
    await expect(store.delete('link/secret')).rejects.toMatchObject({ code: 'not_found' });
    expect(await filesBelow(outside)).toEqual(['secret']);
  });

  it('tells a full disk from other trouble', async () => {
    const store = localBlobStore({ root });
    async function* full(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('x');
      throw Object.assign(new Error('write'), { code: 'ENOSPC' });
    }
    await expect(store.put('a/b', full(), { maxBytes: 10 })).rejects.toMatchObject({ code: 'storage_full' });
    await writeFile(path.join(base, 'plain'), '');
    await expect(localBlobStore({ root: path.join(base, 'plain') }).check()).rejects.toMatchObject({
      code: 'unavailable',
    });
  });
});
