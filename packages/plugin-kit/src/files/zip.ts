import { crc32, inflateRawSync } from 'node:zlib';
import type { ExtractLimits } from '../extractor.ts';
import { brokenFile, needsPassword, tooLarge } from './problems.ts';

export interface ZipEntry {
  name: string;
  compressedBytes: number;
  uncompressedBytes: number;
  method: number;
  encrypted: boolean;
  checksum: number;
  /** Position of the local header. */
  offset: number;
}

const endSignature = 0x06054b50;
const centralSignature = 0x02014b50;
const localSignature = 0x04034b50;
const maxEntries = 10_000;
/** Office XML compresses 10–50 times. Above this ratio only a bomb is left. */
const maxRatio = 200;
const ratioMatters = 8 * 1024 * 1024;

function endOfDirectory(view: DataView, kind: string): number {
  const lowest = Math.max(0, view.byteLength - 65_557);
  for (let at = view.byteLength - 22; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === endSignature) return at;
  }
  throw brokenFile(kind);
}

function entryAt(view: DataView, at: number, kind: string): { entry: ZipEntry; next: number } {
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== centralSignature) throw brokenFile(kind);
  const nameLength = view.getUint16(at + 28, true);
  const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  if (next > view.byteLength) throw brokenFile(kind);
  const name = Buffer.from(view.buffer, view.byteOffset + at + 46, nameLength).toString('utf8');
  return {
    entry: {
      name,
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      checksum: view.getUint32(at + 16, true),
      compressedBytes: view.getUint32(at + 20, true),
      uncompressedBytes: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    },
    next,
  };
}

function checkSizes(entries: Iterable<ZipEntry>, limits: ExtractLimits, kind: string): void {
  let compressed = 0;
  let uncompressed = 0;
  for (const entry of entries) {
    if (entry.encrypted) throw needsPassword(kind);
    compressed += entry.compressedBytes;
    uncompressed += entry.uncompressedBytes;
  }
  if (uncompressed > limits.maxUncompressedBytes) {
    throw tooLarge(
      kind,
      `more than ${Math.floor(limits.maxUncompressedBytes / 1024 / 1024)} MB of content when unpacked`,
    );
  }
  if (uncompressed > ratioMatters && uncompressed > compressed * maxRatio) {
    throw tooLarge(kind, 'far more content when unpacked than its size allows');
  }
}

/**
 * Reads the central directory of a zip file and checks it before anything is unpacked: at most 10,000 entries, no
 * encryption, no name twice, declared size and ratio within limits. Keys are entry names as written in the file.
 */
export function readZipDirectory(bytes: Uint8Array, limits: ExtractLimits, kind: string): Map<string, ZipEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view, kind);
  const directoryEnd = view.getUint32(end + 16, true) + view.getUint32(end + 12, true);
  if (directoryEnd > end) throw brokenFile(kind);
  const entries = new Map<string, ZipEntry>();
  let at = view.getUint32(end + 16, true);
  while (at < directoryEnd) {
    if (entries.size >= maxEntries) throw tooLarge(kind, 'more than 10,000 parts inside');
    const { entry, next } = entryAt(view, at, kind);
    // Two parts of one name: which one counts differs between programs, so neither is trusted.
    if (entries.has(entry.name)) throw brokenFile(kind);
    entries.set(entry.name, entry);
    at = next;
  }
  checkSizes(entries.values(), limits, kind);
  return entries;
}

function inflate(data: Uint8Array, declared: number, kind: string): Buffer {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, declared) });
  } catch (error) {
    throw brokenFile(kind, error);
  }
}

/** The content of one entry. Never unpacks more than the entry declares; a wrong size or checksum is a broken file. */
export function readZipEntry(bytes: Uint8Array, entry: ZipEntry, kind: string): Buffer {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.offset + 30 > bytes.byteLength || view.getUint32(entry.offset, true) !== localSignature) {
    throw brokenFile(kind);
  }
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  const data = bytes.subarray(start, start + entry.compressedBytes);
  if (data.byteLength !== entry.compressedBytes || (entry.method !== 0 && entry.method !== 8)) throw brokenFile(kind);
  const content = entry.method === 0 ? Buffer.from(data) : inflate(data, entry.uncompressedBytes, kind);
  if (content.byteLength !== entry.uncompressedBytes || crc32(content) !== entry.checksum) throw brokenFile(kind);
  return content;
}
