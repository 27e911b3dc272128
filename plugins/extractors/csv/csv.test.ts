import { AppError } from '@agentforge/kernel/errors';
import { defaultExtractLimits } from '@agentforge/plugin-kit/extractor';
import { describe, expect, it } from 'vitest';
import { csvExtractor } from './index.ts';

const read = (content: string | Uint8Array, limits = defaultExtractLimits) =>
  csvExtractor.extract({ bytes: Buffer.from(content), fileName: 'a.csv', mediaType: '' }, limits);

describe('csvExtractor', () => {
  it.each([
    [',', 'name,note\nAda,"one; two; three"\nBob,"a, b"\n'],
    [';', 'name;note\nAda;1,5\nBob;2,5\n'],
    ['\t', 'name\tnote\nAda\ta,b\nBob\tc,d,e\n'],
    ['|', 'name|note\nAda|x\nBob|y\n'],
  ])('finds the delimiter %j', async (_delimiter, text) => {
    const { blocks } = await read(text);
    expect(blocks).toHaveLength(1);
    expect(blocks[0]?.text).toMatch(/^\| name \| note \|\n\| --- \| --- \|\n\| Ada \| .+ \|\n\| Bob \| .+ \|$/);
    expect(blocks[0]?.row).toBe(2);
  });

  it("reads windows-1252 and UTF-16, quotes with line ends, and Excel's sep line", async () => {
    expect((await read(Buffer.from('stadt;preis\nK\xf6ln;5\n', 'latin1'))).blocks[0]?.text).toContain('Köln');
    expect((await read(Buffer.from('\ufeffa;b\n1;ü\n', 'utf16le'))).blocks[0]?.text).toContain('| 1 | ü |');
    expect((await read('a,b\n"x\ny",2\n')).blocks[0]?.text).toContain('| x y | 2 |');
    const marked = await read('sep=|\na|b\n1|2\n');
    expect(marked.blocks[0]).toMatchObject({ row: 3, text: '| a | b |\n| --- | --- |\n| 1 | 2 |' });
  });

  it('cuts into pieces of 50 rows', async () => {
    const rows = Array.from({ length: 120 }, (_, i) => `r${i + 2},x`).join('\n');
    const { blocks } = await read(`id,v\n${rows}`);
    expect(blocks.map((block) => block.row)).toEqual([2, 52, 102]);
    expect(blocks[1]?.text).toContain('| id | v |\n| --- | --- |\n| r52 | x |');
  });

  it('keeps limits and refuses binary content', async () => {
    const rows = 'a,b\n'.repeat(50);
    await expect(read(rows, { ...defaultExtractLimits, maxRows: 10 })).rejects.toMatchObject({
      code: 'payload_too_large',
    });
    await expect(read(Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 1]))).rejects.toMatchObject({
      code: 'unsupported_media_type',
    });
  });

  it('never crashes on odd quoting', async () => {
    for (const text of ['"', 'a,"b\nc', '""""', 'a"b,c"d\n"x"y,z', '\n\n\n', ',,,,\n"', `"${'x'.repeat(2_000_000)}`]) {
      const error = await read(text).then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(error === null || AppError.is(error)).toBe(true);
    }
  });
});
