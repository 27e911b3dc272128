import { readdirSync, readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { defaultExtractLimits, type ExtractLimits } from '@agentforge/plugin-kit/extractor';
import { makeDocx, paragraph } from '@agentforge/plugin-kit/testing/make-docx';
import { extractInWorker } from '@agentforge/rag/extract/extract-document';
import { describe, expect, it } from 'vitest';

const workerUrl = new URL('./extract-worker.ts', import.meta.url);
const pdf = readFileSync(new URL('../../../../plugins/extractors/pdf/fixtures/travel-policy.pdf', import.meta.url));

interface Settings {
  timeoutMs?: number;
  maxHeapMb?: number;
  maxResidentMb?: number;
  limits?: ExtractLimits;
  signal?: AbortSignal;
}

function read(extractorType: string, bytes: Uint8Array, settings: Settings = {}) {
  const base = {
    workerUrl,
    extractorType,
    bytes,
    fileName: 'a',
    mediaType: '',
    limits: defaultExtractLimits,
    timeoutMs: 60_000,
  };
  return extractInWorker({ ...base, ...settings });
}

/** Pids of our children, to see that none is left. */
function children(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const [, rest = ''] = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ');
        const [state, parent] = rest.split(' ');
        return (
          Number(parent) === process.pid &&
          state !== 'Z' &&
          readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('extract-worker')
        );
      } catch {
        return false;
      }
    });
}

/** A PDF whose one content stream inflates to many megabytes. */
function pdfBomb(megabytes: number): Buffer {
  const data = deflateSync(Buffer.alloc(megabytes * 1024 * 1024, 'BT (x) Tj ET '), { level: 9 });
  const head =
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n';
  const stream = `4 0 obj<</Length ${data.length}/Filter/FlateDecode>>stream\n`;
  return Buffer.concat([Buffer.from(head + stream), data, Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>\n')]);
}

describe('extractInWorker', () => {
  it('reads documents of each kind', async () => {
    expect((await read('pdf', pdf)).pages).toBe(3);
    expect((await read('docx', makeDocx(paragraph('Hello')))).blocks[0]?.text).toBe('Hello');
    expect((await read('csv', Buffer.from('a,b\n1,2\n'))).blocks).toHaveLength(1);
    expect((await read('text', Buffer.from('سلام'))).blocks[0]?.text).toBe('سلام');
    expect((await read('html', Buffer.from('<p>Hi</p>'))).blocks[0]?.text).toBe('Hi');
    expect(children()).toEqual([]);
  }, 60_000);

  it('passes errors of extractors on', async () => {
    await expect(read('pdf', Buffer.from('no pdf'))).rejects.toMatchObject({
      code: 'rule_broken',
      detail: expect.stringContaining('damaged'),
    });
    await expect(read('__proto__', Buffer.from('x'))).rejects.toMatchObject({ code: 'unsupported_media_type' });
  }, 60_000);

  it('ends a worker at its time limit and on abort', async () => {
    const endless = Buffer.from('a,b\n'.repeat(3_000_000));
    const limits = { ...defaultExtractLimits, maxRows: 1e9, maxCharacters: 1e9 };
    await expect(read('csv', endless, { timeoutMs: 400, limits })).rejects.toMatchObject({
      detail: expect.stringContaining('took too long'),
    });
    const abort = new AbortController();
    setTimeout(() => abort.abort(new Error('cancelled by the user')), 300);
    await expect(read('csv', endless, { limits, signal: abort.signal })).rejects.toThrow('cancelled by the user');
    await expect.poll(children, { timeout: 5000 }).toEqual([]);
  }, 60_000);

  it('survives a document that fills the heap', async () => {
    const rows = Buffer.from('aaaaaaaaaa,bbbbbbbbbb\n'.repeat(2_000_000));
    const limits = { ...defaultExtractLimits, maxRows: 1e9, maxCharacters: 1e9 };
    await expect(read('csv', rows, { maxHeapMb: 96, limits })).rejects.toMatchObject({
      code: 'rule_broken',
      detail: expect.stringContaining('memory'),
    });
    expect(children()).toEqual([]);
  }, 60_000);

  it('survives a PDF whose content inflates without end', async () => {
    await expect(read('pdf', pdfBomb(400), { maxResidentMb: 400 })).rejects.toMatchObject({
      code: 'rule_broken',
      detail: expect.stringContaining('memory'),
    });
  }, 60_000);
});
