import { AppError } from '@agentforge/kernel/errors';
import { defaultExtractLimits } from '@agentforge/plugin-kit/extractor';
import { makeZip } from '@agentforge/plugin-kit/testing/make-zip';
import exceljs from 'exceljs';
import { describe, expect, it } from 'vitest';
import { spreadsheetExtractor } from './index.ts';

const read = (bytes: Uint8Array, limits = defaultExtractLimits) =>
  spreadsheetExtractor.extract({ bytes, fileName: 'a.xlsx', mediaType: '' }, limits);

async function codeOf(bytes: Uint8Array, limits = defaultExtractLimits): Promise<string> {
  return read(bytes, limits).then(
    () => 'none',
    (error: unknown) => (AppError.is(error) ? error.code : `crash: ${String(error)}`),
  );
}

async function workbook(): Promise<Uint8Array> {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('Prices');
  sheet.addRow(['Item', 'Price', 'From', 'Share', 'Total']);
  for (let i = 2; i <= 121; i += 1) sheet.addRow([`Item ${i}`, i * 1.1, new Date(Date.UTC(2026, 2, 1)), 0.25, null]);
  sheet.getCell('D2').numFmt = '0%';
  sheet.getCell('E2').value = { formula: 'B2*2', result: 4.4 };
  sheet.getCell('A3').value = { richText: [{ text: 'Rich ' }, { text: 'text' }] };
  sheet.getCell('A200').value = 'far away';
  const second = book.addWorksheet('موظفون');
  second.addRow(['الاسم', 'المدينة']);
  second.addRow(['ليلى', 'القاهرة']);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

describe('spreadsheetExtractor', () => {
  it('reads sheets as pieces of 50 rows under repeated headers with row numbers', async () => {
    const { blocks, pages } = await read(await workbook());
    expect(pages).toBe(2);
    expect(blocks.map((block) => [block.section, block.page, block.row])).toEqual([
      ['Prices', 1, 2],
      ['Prices', 1, 52],
      ['Prices', 1, 102],
      ['Prices', 1, 200],
      ['موظفون', 2, 2],
    ]);
    for (const block of blocks.slice(0, 4))
      expect(block.text).toMatch(/^\| Item \| Price \| From \| Share \| Total \|\n/);
    expect(blocks[0]?.text).toContain(
      '| Item 2 | 2.2 | 2026-03-01 | 25% | 4.4 |\n| Rich text | 3.3 | 2026-03-01 | 0.25 |',
    );
    expect(blocks[0]?.text.split('\n')).toHaveLength(52);
    expect(blocks[4]?.text).toContain('| ليلى | القاهرة |');
  });

  it('keeps limits of rows and characters', async () => {
    const bytes = await workbook();
    expect(await codeOf(bytes, { ...defaultExtractLimits, maxRows: 100 })).toBe('payload_too_large');
    expect(await codeOf(bytes, { ...defaultExtractLimits, maxCharacters: 1000 })).toBe('payload_too_large');
    expect(await codeOf(bytes, { ...defaultExtractLimits, maxUncompressedBytes: 1000 })).toBe('payload_too_large');
  });

  it('answers truncated, damaged and foreign files with an AppError', async () => {
    const whole = await workbook();
    for (let length = 0; length < whole.length; length += Math.ceil(whole.length / 60)) {
      expect(await codeOf(whole.subarray(0, length))).toBe('rule_broken');
    }
    for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 60)) {
      const broken = Buffer.from(whole);
      broken.writeUInt8(broken.readUInt8(at) ^ 0x55, at);
      expect(await codeOf(broken)).not.toMatch(/^crash/);
    }
    const odd = ['<a', '<worksheet><sheetData><row r="x"><c r="!"><v>1</v></c></row></sheetData></worksheet>', ''];
    for (const content of odd) {
      const file = makeZip([
        { name: 'xl/workbook.xml', content: '<workbook><sheets><sheet name="a" sheetId="1"/></sheets></workbook>' },
        { name: 'xl/worksheets/sheet1.xml', content },
      ]);
      expect(await codeOf(file)).not.toMatch(/^crash/);
    }
  });
});
