import { crc32 } from 'node:zlib';

export interface ZipPart {
  name: string;
  bytes: Uint8Array;
}

function header(part: ZipPart, name: Buffer, checksum: number, central: boolean, offset: number): Buffer {
  const buffer = Buffer.alloc(central ? 46 : 30);
  const shift = central ? 2 : 0;
  buffer.writeUInt32LE(central ? 0x02014b50 : 0x04034b50, 0);
  if (central) buffer.writeUInt16LE(20, 4);
  buffer.writeUInt16LE(20, 4 + shift);
  buffer.writeUInt16LE(0x0800, 6 + shift);
  buffer.writeUInt16LE(0x21, 12 + shift);
  buffer.writeUInt32LE(checksum, 14 + shift);
  buffer.writeUInt32LE(part.bytes.byteLength, 18 + shift);
  buffer.writeUInt32LE(part.bytes.byteLength, 22 + shift);
  buffer.writeUInt16LE(name.byteLength, 26 + shift);
  if (central) buffer.writeUInt32LE(offset, 42);
  return buffer;
}

/**
 * A zip file of the given parts, in this order, uncompressed. Parsers of foreign code get this copy of parts we have
 * checked, never the upload: they cannot disagree with our reading of it and have nothing left to inflate.
 */
export function storeZip(parts: readonly ZipPart[]): Buffer {
  const local: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name, 'utf8');
    const checksum = crc32(part.bytes);
    local.push(header(part, name, checksum, false, 0), name, part.bytes);
    central.push(header(part, name, checksum, true, offset), name);
    offset += 30 + name.byteLength + part.bytes.byteLength;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.byteLength, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}
