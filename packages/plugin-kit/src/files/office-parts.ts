import type { ExtractLimits } from '../extractor.ts';
import { brokenFile, needsPassword } from './problems.ts';
import { storeZip, type ZipPart } from './store-zip.ts';
import { readZipDirectory, readZipEntry } from './zip.ts';

const compoundFile = Buffer.from('d0cf11e0a1b11ae1', 'hex');

export interface OfficeRequest {
  /** For messages: "Word document". */
  kind: string;
  /** Part every such file has: `word/document.xml`. */
  mainPart: string;
  /** Parts the parser needs; pictures and fonts are left out. */
  wanted: (name: string) => boolean;
  /** Parts that must come before the others in the copy, in this order. */
  first?: readonly string[];
}

function refuseEntities(part: ZipPart, kind: string): void {
  const wide = part.bytes[0] === 0xff || part.bytes[0] === 0xfe;
  const text = wide
    ? new TextDecoder(part.bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(part.bytes)
    : Buffer.from(part.bytes.buffer, part.bytes.byteOffset, part.bytes.byteLength).toString('latin1');
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw brokenFile(kind);
}

/**
 * A safe, uncompressed copy of the parts of an office file (docx, xlsx) that hold text: checked against limits before
 * unpacking, without document type declarations or entities. Throws `rule_broken`, `payload_too_large`.
 */
export function safeOfficeCopy(bytes: Uint8Array, limits: ExtractLimits, request: OfficeRequest): Buffer {
  const { kind } = request;
  // An encrypted office file is not a zip but an old-style compound file; so are .doc and .xls.
  if (compoundFile.equals(bytes.subarray(0, 8))) throw needsPassword(kind);
  const entries = readZipDirectory(bytes, limits, kind);
  if (!entries.has(request.mainPart)) throw brokenFile(kind);
  const order = request.first ?? [];
  const position = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  const names = [...entries.keys()].filter((name) => request.wanted(name)).sort((a, b) => position(a) - position(b));
  const parts: ZipPart[] = [];
  for (const name of names) {
    const entry = entries.get(name);
    if (entry === undefined) continue;
    const part = { name, bytes: readZipEntry(bytes, entry, kind) };
    refuseEntities(part, kind);
    parts.push(part);
  }
  return storeZip(parts);
}
