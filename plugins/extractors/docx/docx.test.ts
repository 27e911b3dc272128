import { AppError } from '@agentforge/kernel/errors';
import { defaultExtractLimits } from '@agentforge/plugin-kit/extractor';
import { makeDocx, paragraph, table } from '@agentforge/plugin-kit/testing/make-docx';
import { makeZip } from '@agentforge/plugin-kit/testing/make-zip';
import { describe, expect, it } from 'vitest';
import { docxExtractor } from './index.ts';

const body = [
  paragraph('Travel policy', 'Heading1'),
  paragraph('It applies to every office.'),
  paragraph('Allowance', 'Heading2'),
  table([
    ['City', 'Meals'],
    ['Cairo | Giza', '45 USD'],
  ]),
  paragraph('سياسة السفر للموظفين', 'Heading1'),
].join('');

const read = (bytes: Uint8Array, limits = defaultExtractLimits) =>
  docxExtractor.extract({ bytes, fileName: 'a.docx', mediaType: '' }, limits);

async function codeOf(bytes: Uint8Array, limits = defaultExtractLimits): Promise<string> {
  return read(bytes, limits).then(
    () => 'none',
    (error: unknown) => (AppError.is(error) ? error.code : `crash: ${String(error)}`),
  );
}

describe('docxExtractor', () => {
  it('reads headings, paragraphs and tables with their sections', async () => {
    const document = await read(makeDocx(body));
    expect(document.title).toBe('Travel policy');
    expect(document.blocks).toEqual([
      { kind: 'heading', level: 1, text: 'Travel policy', section: 'Travel policy' },
      { kind: 'paragraph', text: 'It applies to every office.', section: 'Travel policy' },
      { kind: 'heading', level: 2, text: 'Allowance', section: 'Travel policy › Allowance' },
      {
        kind: 'table',
        text: '| City | Meals |\n| --- | --- |\n| Cairo \\| Giza | 45 USD |',
        section: 'Travel policy › Allowance',
      },
      { kind: 'heading', level: 1, text: 'سياسة السفر للموظفين', section: 'سياسة السفر للموظفين' },
    ]);
  });

  it('refuses declarations and external entities', async () => {
    expect(await codeOf(makeDocx(paragraph('plain')))).toBe('none');
    expect(await codeOf(makeDocx(paragraph('plain'), [], '<!DOCTYPE x>'))).toBe('rule_broken');
    const prologue = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';
    expect(await codeOf(makeDocx(paragraph('&e;'), [], prologue))).toBe('rule_broken');
    const laughs = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>';
    expect(await codeOf(makeDocx(paragraph('&b;'), [], laughs))).toBe('rule_broken');
  });

  it('refuses bombs, foreign zips and encrypted files with a sentence that helps', async () => {
    const bomb = Buffer.alloc(30 * 1024 * 1024, ' ');
    expect(await codeOf(makeDocx('', [{ name: 'word/document.xml', content: bomb }]))).toBe('payload_too_large');
    expect(await codeOf(makeZip([{ name: 'hello.txt', content: 'hi' }]))).toBe('rule_broken');
    const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    await expect(read(compound)).rejects.toMatchObject({ detail: expect.stringContaining('needs a password') });
  });

  it('never unpacks pictures', async () => {
    const picture = { name: 'word/media/image1.png', content: 'x', encrypted: false, declaredBytes: 5 };
    expect((await read(makeDocx(body, [picture]))).blocks).toHaveLength(5);
  });

  it('keeps the limit of characters', async () => {
    expect(await codeOf(makeDocx(body), { ...defaultExtractLimits, maxCharacters: 20 })).toBe('payload_too_large');
  });

  it('survives deep nesting', async () => {
    const deep = `${'<w:tbl><w:tr><w:tc>'.repeat(20_000)}${paragraph('x')}${'</w:tc></w:tr></w:tbl>'.repeat(20_000)}`;
    expect(await codeOf(makeDocx(deep))).not.toMatch(/^crash/);
  });

  it('answers truncated and damaged files with an AppError', async () => {
    const whole = makeDocx(body);
    for (let length = 0; length < whole.length; length += 37) {
      expect(await codeOf(whole.subarray(0, length))).toBe('rule_broken');
    }
    for (let at = 0; at < whole.length; at += 41) {
      const broken = Buffer.from(whole);
      broken.writeUInt8(broken.readUInt8(at) ^ 0x55, at);
      expect(await codeOf(broken)).not.toMatch(/^crash/);
    }
    expect(await codeOf(makeDocx('<w:p><w:r>'))).toBe('rule_broken');
  });
});
