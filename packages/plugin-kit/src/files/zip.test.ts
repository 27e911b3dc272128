import { AppError } from '@agentforge/kernel/errors';
import { describe, expect, it } from 'vitest';
import { defaultExtractLimits } from '../extractor.ts';
import { makeZip } from '../testing/make-zip.ts';
import { storeZip } from './store-zip.ts';
import { readZipDirectory, readZipEntry } from './zip.ts';

const limits = { ...defaultExtractLimits, maxUncompressedBytes: 64 * 1024 * 1024 };

function codeOf(run: () => unknown): string {
  try {
    run();
    return 'none';
  } catch (error) {
    return AppError.is(error) ? error.code : `crash: ${String(error)}`;
  }
}

function readAll(bytes: Uint8Array): string[] {
  const entries = readZipDirectory(bytes, limits, 'file');
  return [...entries.values()].map((entry) => readZipEntry(bytes, entry, 'file').toString());
}

describe('zip files', () => {
  it('reads what was written, deflated and stored', () => {
    const parts = [
      { name: 'a.xml', content: 'first' },
      { name: 'b/ü.xml', content: 'second'.repeat(100) },
    ];
    expect(readAll(makeZip(parts))).toEqual(['first', 'second'.repeat(100)]);
    const stored = storeZip(parts.map((part) => ({ name: part.name, bytes: Buffer.from(part.content) })));
    expect(readAll(stored)).toEqual(['first', 'second'.repeat(100)]);
  });

  it('refuses a bomb by its declared size and by its ratio, before unpacking', () => {
    const zeros = { name: 'a', content: Buffer.alloc(10 * 1024 * 1024) };
    expect(codeOf(() => readAll(makeZip([zeros])))).toBe('payload_too_large');
    const large = makeZip([{ name: 'a', content: 'x', declaredBytes: 65 * 1024 * 1024 }]);
    expect(codeOf(() => readAll(large))).toBe('payload_too_large');
  });

  it('never unpacks more than an entry declares', () => {
    const lying = makeZip([{ name: 'a', content: Buffer.alloc(40 * 1024 * 1024), declaredBytes: 1000 }]);
    expect(codeOf(() => readAll(lying))).toBe('rule_broken');
  });

  it('refuses more than 10,000 entries, also when the end record names fewer', () => {
    const many = makeZip(Array.from({ length: 10_001 }, (_, i) => ({ name: `e${i}`, content: '' })));
    expect(codeOf(() => readAll(many))).toBe('payload_too_large');
    many.writeUInt16LE(1, many.length - 14);
    expect(codeOf(() => readAll(many))).toBe('payload_too_large');
  });

  it('refuses encrypted entries, names used twice and a wrong checksum', () => {
    expect(codeOf(() => readAll(makeZip([{ name: 'a', content: 'x', encrypted: true }])))).toBe('rule_broken');
    const twice = makeZip([
      { name: 'a', content: 'x' },
      { name: 'a', content: 'y' },
    ]);
    expect(codeOf(() => readAll(twice))).toBe('rule_broken');
    const stored = storeZip([{ name: 'a', bytes: Buffer.from('hello') }]);
    stored.write('J', stored.indexOf('hello'));
    expect(codeOf(() => readAll(stored))).toBe('rule_broken');
  });

  it('answers every truncation and every flipped byte with an AppError', () => {
    const whole = makeZip([
      { name: 'word/document.xml', content: '<w>text</w>'.repeat(20) },
      { name: 'b', content: 'x' },
    ]);
    for (let length = 0; length < whole.length; length += 1) {
      expect(codeOf(() => readAll(whole.subarray(0, length)))).toBe('rule_broken');
    }
    for (let at = 0; at < whole.length; at += 1) {
      const broken = Buffer.from(whole);
      broken.writeUInt8((broken.readUInt8(at) + 0x81) & 0xff, at);
      expect(codeOf(() => readAll(broken))).not.toMatch(/^crash/);
    }
  });
});
