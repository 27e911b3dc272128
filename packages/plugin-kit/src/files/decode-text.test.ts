import { AppError } from '@agentforge/kernel/errors';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';

const utf16 = (text: string) => Buffer.from(text, 'utf16le');

describe('decodeText', () => {
  it('reads UTF-8 with and without mark and evens line ends', () => {
    expect(decodeText(Buffer.from('\ufeffa\r\nb\rc')).text).toBe('a\nb\nc');
    expect(decodeText(Buffer.from('مرحبا، 你好')).text).toBe('مرحبا، 你好');
  });

  it('reads UTF-16 with mark (both orders) and without', () => {
    const text = 'Name;Größe\nÄpfel;3\n';
    expect(decodeText(utf16(`\ufeff${text}`)).text).toBe(text);
    expect(decodeText(utf16(`\ufeff${text}`).swap16()).text).toBe(text);
    expect(decodeText(utf16(text)).text).toBe(text);
    expect(decodeText(utf16(text).swap16()).text).toBe(text);
  });

  it('falls back to western and Arabic Windows pages', () => {
    expect(decodeText(Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x20, 0x80, 0x35])).text).toBe('café €5');
    const arabic = Buffer.from([0xe3, 0xd1, 0xcd, 0xc8, 0xc7, 0x20, 0xc8, 0xdf]);
    expect(decodeText(arabic)).toMatchObject({ text: 'مرحبا بك', encoding: 'windows-1256' });
  });

  it('keeps UTF-8 with one broken byte and says so', () => {
    const bytes = Buffer.concat([Buffer.from('äöüäöüäöü'), Buffer.from([0xff]), Buffer.from('ende')]);
    const decoded = decodeText(bytes);
    expect(decoded.text).toBe('äöüäöüäöü\ufffdende');
    expect(decoded.warning).toContain('1 characters');
  });

  it.each([
    ['zero bytes', Buffer.from([0x41, 0, 0, 0x42, 1, 2, 3, 0])],
    ['control characters', Buffer.from(`${'\u0001\u0002'.repeat(10)}text`)],
  ])('refuses binary content: %s', (_name, bytes) => {
    try {
      decodeText(bytes);
      expect.unreachable();
    } catch (error) {
      expect(AppError.is(error) && error.code).toBe('unsupported_media_type');
    }
  });
});
