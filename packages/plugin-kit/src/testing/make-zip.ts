import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipFixture {
  name: string;
  content: string | Uint8Array;
  /** Lie about the size in the directory. */
  declaredBytes?: number;
  encrypted?: boolean;
}

/** For tests: a deflated zip file, as an office program writes it, with lies where asked for. */
export function makeZip(fixtures: readonly ZipFixture[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const fixture of fixtures) {
    const content = Buffer.from(fixture.content);
    const data = deflateRawSync(content);
    const name = Buffer.from(fixture.name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(fixture.encrypted ? 1 : 0, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt16LE(0x21, 8);
    head.writeUInt32LE(crc32(content), 10);
    head.writeUInt32LE(data.length, 14);
    head.writeUInt32LE(fixture.declaredBytes ?? content.length, 18);
    head.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    local.push(Buffer.from('PK\x03\x04', 'latin1'), head, name, data);
    central.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, tail, name);
    offset += 30 + name.length + data.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(Math.min(fixtures.length, 0xffff), 8);
  end.writeUInt16LE(Math.min(fixtures.length, 0xffff), 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}
