import { AppError } from '@agentforge/kernel/errors';
import { makeDocx, paragraph } from '@agentforge/plugin-kit/testing/make-docx';
import { makePdf } from '@agentforge/plugin-kit/testing/make-pdf';
import { makeZip } from '@agentforge/plugin-kit/testing/make-zip';
import { describe, expect, it } from 'vitest';
import { detectFormat } from './detect.ts';

const docx = makeDocx(paragraph('hello'));
const xlsx = makeZip([
  { name: '[Content_Types].xml', content: '' },
  { name: 'xl/workbook.xml', content: '' },
]);
const pdf = makePdf([[]]);

function codeOf(content: string | Uint8Array, name: string, declared = ''): string {
  try {
    return detectFormat(Buffer.from(content), name, declared).extractorType;
  } catch (error) {
    return AppError.is(error) ? error.code : `crash: ${String(error)}`;
  }
}

describe('detectFormat', () => {
  it.each([
    [pdf, 'a.PDF', 'pdf'],
    [docx, 'a.docx', 'docx'],
    [xlsx, 'a.xlsx', 'spreadsheet'],
    ['a,b', 'a.csv', 'csv'],
    ['a\tb', 'a.tsv', 'csv'],
    ['<p>', 'a.htm', 'html'],
    ['# a', 'a.md', 'text'],
    ['x', 'a.txt', 'text'],
    ['BMW is a maker of cars', 'a.txt', 'text'],
    ['MZ as text', 'a.txt', 'text'],
    ['A text on %PDF-1.4', 'a.txt', 'text'],
  ])('takes %#', (content, name, expected) => {
    expect(codeOf(content, name, 'application/octet-stream')).toBe(expected);
  });

  it('uses the declared type only for a name without ending', () => {
    expect(codeOf('<p>', 'page', 'text/html; charset=utf-8')).toBe('html');
    expect(codeOf('<p>', 'page.txt', 'text/html')).toBe('text');
    expect(codeOf('x', 'page')).toBe('unsupported_media_type');
  });

  it.each([
    ['MZ\x90\0\x03', 'setup.txt'],
    ['\x7fELF\x02', 'a.pdf'],
    ['\x89PNG\r\n', 'a.pdf'],
    ['\xff\xd8\xff\xe0', 'a.txt'],
    ['x', 'a.exe'],
    ['x', 'a.docx'],
    ['x', 'a.pdf'],
    [pdf, 'a.txt'],
    [docx, 'a.xlsx'],
    [xlsx, 'a.docx'],
    [docx, 'a.txt'],
    [pdf, 'a.docx'],
    [makeZip([{ name: 'hello.txt', content: '' }]), 'a.docx'],
    [makeZip([{ name: 'x', content: '' }]), 'a.zip'],
    ['\xd0\xcf\x11\xe0', 'a.doc'],
  ])('refuses %#', (content, name) => {
    expect(codeOf(typeof content === 'string' ? Buffer.from(content, 'latin1') : content, name)).toBe(
      'unsupported_media_type',
    );
  });

  it('says that an encrypted office file needs a password', () => {
    expect(codeOf(Buffer.from('\xd0\xcf\x11\xe0', 'latin1'), 'a.docx')).toBe('rule_broken');
  });
});
