import { createHash } from 'node:crypto';

export interface PdfTextFixture {
  text: string;
  x: number;
  y: number;
  size: number;
}

function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i);
  const swap = (a: number, b: number): void => {
    const kept = state[a] ?? 0;
    state[a] = state[b] ?? 0;
    state[b] = kept;
  };
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  let i = 0;
  let j = 0;
  const result = data.map((byte) => {
    i = (i + 1) & 255;
    j = (j + (state[i] ?? 0)) & 255;
    swap(i, j);
    return byte ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) & 255] ?? 0);
  });
  return Buffer.from(result);
}

const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
const fileId = Buffer.alloc(16, 7);
const pad = (password: string) => Buffer.concat([Buffer.from(password, 'latin1'), padding]).subarray(0, 32);
const md5 = (data: Uint8Array) => createHash('md5').update(data).digest();

/** Standard security handler, revision 2 (40-bit): enough to tell a user from an owner password. */
function encryption(user: string, owner: string): { key: Buffer; dictionary: string } {
  const ownerEntry = rc4(md5(pad(owner)).subarray(0, 5), pad(user));
  const permissions = Buffer.from([0xfc, 0xff, 0xff, 0xff]);
  const key = md5(Buffer.concat([pad(user), ownerEntry, permissions, fileId])).subarray(0, 5);
  const entry = `/O <${ownerEntry.toString('hex')}> /U <${rc4(key, padding).toString('hex')}>`;
  return { key, dictionary: `<< /Filter /Standard /V 1 /R 2 ${entry} /P -4 >>` };
}

/** For tests: a PDF of pages with text at positions; with `passwords` encrypted (an empty user password opens freely). */
export function makePdf(pages: readonly PdfTextFixture[][], passwords?: { user: string; owner: string }): Buffer {
  const locked = passwords === undefined ? undefined : encryption(passwords.user, passwords.owner);
  const objects: Buffer[] = [];
  const add = (content: string | Buffer): void => {
    objects.push(
      Buffer.concat([Buffer.from(`${objects.length + 1} 0 obj\n`), Buffer.from(content), Buffer.from('\nendobj\n')]),
    );
  };
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(`<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${4 + i * 2} 0 R`).join(' ')}] >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  for (const [i, items] of pages.entries()) {
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + i * 2} 0 R >>`,
    );
    const drawn = items.map(
      (item) => `BT /F1 ${item.size} Tf ${item.x} ${item.y} Td (${item.text.replace(/[()\\]/g, '\\$&')}) Tj ET`,
    );
    const plain = Buffer.from(drawn.join('\n'), 'latin1');
    const number = Buffer.from([(5 + i * 2) & 255, (5 + i * 2) >> 8, 0, 0, 0]);
    const data = locked === undefined ? plain : rc4(md5(Buffer.concat([locked.key, number])).subarray(0, 10), plain);
    add(Buffer.concat([Buffer.from(`<< /Length ${data.length} >>\nstream\n`), data, Buffer.from('\nendstream')]));
  }
  if (locked !== undefined) add(locked.dictionary);
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  let at = parts[0]?.length ?? 0;
  for (const object of objects) {
    offsets.push(at);
    parts.push(object);
    at += object.length;
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const id = `/ID [<${fileId.toString('hex')}> <${fileId.toString('hex')}>]`;
  const lock = locked === undefined ? '' : `/Encrypt ${objects.length} 0 R`;
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R ${id} ${lock} >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}
