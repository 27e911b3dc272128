import { readFileSync } from 'node:fs';
import { AppError } from '@agentforge/kernel/errors';
import { defaultExtractLimits } from '@agentforge/plugin-kit/extractor';
import { makePdf } from '@agentforge/plugin-kit/testing/make-pdf';
import { describe, expect, it } from 'vitest';
import { pdfExtractor } from './index.ts';

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
const read = (bytes: Uint8Array, limits = defaultExtractLimits) =>
  pdfExtractor.extract({ bytes, fileName: 'a.pdf', mediaType: '' }, limits);
const line = (text: string, y: number, size = 12) => ({ text, x: 50, y, size });

async function codeOf(bytes: Uint8Array, limits = defaultExtractLimits): Promise<string> {
  return read(bytes, limits).then(
    () => 'none',
    (error: unknown) => (AppError.is(error) ? error.code : `crash: ${String(error)}`),
  );
}

describe('pdfExtractor', () => {
  it('reads pages, headings by size and tables by position', async () => {
    const { title, pages, blocks, warnings } = await read(fixture('travel-policy.pdf'));
    expect([title, pages, warnings]).toEqual(['Travel Policy 2026', 3, []]);
    expect(blocks).toContainEqual({
      kind: 'table',
      text: '| City | Meals | Hotel limit |\n| --- | --- | --- |\n| Cairo | 45 USD | 130 USD |\n| Berlin | 62 USD | 180 USD |\n| Singapore | 70 USD | 240 USD |',
      page: 1,
      section: 'Travel Policy › Daily allowance',
    });
    expect(blocks).toContainEqual({
      kind: 'paragraph',
      text: 'Claims are filed within 30 days after the return. Claims that arrive later need the approval of the finance director.',
      page: 2,
      section: 'Travel Policy › Claims',
    });
    expect(blocks.at(-1)?.page).toBe(3);
  });

  it('reads Arabic in reading order, letters as typed', async () => {
    const { blocks } = await read(fixture('leave-policy-arabic.pdf'));
    expect(blocks.map((block) => block.text)).toEqual([
      'سياسة الإجازات',
      'يحق لكل موظف إجازة سنوية مدتها ثلاثون يوما بعد إكمال سنة من الخدمة. تقدم الطلبات قبل أسبوعين من بداية الإجازة.',
      'الإجازة المرضية',
      'تتطلب الإجازة المرضية تقريرا طبيا إذا زادت على يومين. يرسل التقرير إلى إدارة الموارد البشرية خلال 48 ساعة.',
      '| نوع الإجازة | المدة |\n| --- | --- |\n| إجازة الأمومة | 90 يوما |\n| إجازة الحج | 15 يوما |',
    ]);
  });

  it('names pages without text and drops running heads', async () => {
    const page = (n: number) => [
      line('Northwind internal', 800),
      line(`Text of chapter ${n} begins.`, 700),
      line(`Page ${n}`, 40),
    ];
    const { blocks, warnings } = await read(makePdf([page(1), page(2), [], page(4), page(5)]));
    expect(warnings).toEqual(['page 3 has no text; it may be a scan']);
    expect(blocks.filter((block) => block.text === 'Northwind internal')).toHaveLength(1);
    expect(blocks.filter((block) => block.text.startsWith('Text of chapter'))).toHaveLength(4);
  });

  it('joins a word broken at the end of a line', async () => {
    const { blocks } = await read(makePdf([[line('The approv-', 700), line('al is needed.', 686)]]));
    expect(blocks.map((block) => block.text)).toEqual(['The approval is needed.']);
  });

  it('asks for a copy without password, but reads what only an owner password locks', async () => {
    const pages = [[line('Open text', 700)]];
    await expect(read(makePdf(pages, { user: 'secret', owner: 'boss' }))).rejects.toMatchObject({
      code: 'rule_broken',
      detail: expect.stringContaining('This PDF needs a password'),
    });
    expect((await read(makePdf(pages, { user: '', owner: 'boss' }))).blocks[0]?.text).toBe('Open text');
  });

  it('keeps limits of pages and characters', async () => {
    const bytes = fixture('travel-policy.pdf');
    expect(await codeOf(bytes, { ...defaultExtractLimits, maxPages: 2 })).toBe('payload_too_large');
    expect(await codeOf(bytes, { ...defaultExtractLimits, maxCharacters: 100 })).toBe('payload_too_large');
  });

  it('answers truncated and damaged files with an AppError or what can be saved', async () => {
    const whole = fixture('travel-policy.pdf');
    for (let length = 0; length < whole.length; length += 1500) {
      expect(await codeOf(whole.subarray(0, length))).not.toMatch(/^crash/);
    }
    expect(await codeOf(whole.subarray(0, 200))).toBe('rule_broken');
    for (let at = 0; at < whole.length; at += 1500) {
      const broken = Buffer.from(whole);
      broken.fill(0x20, at, at + 20);
      expect(await codeOf(broken)).not.toMatch(/^crash/);
    }
  }, 60_000);
});
