import { describe, expect, test } from 'vitest';
import { hostileTexts } from '../testing/hostile-texts.ts';
import { detectPii } from './detect.ts';
import { resolveOverlaps } from './kinds.ts';

const found = (text: string, options = {}) =>
  detectPii(text, options).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);

describe('detectPii', () => {
  test('gives exact spans next to punctuation and in both scripts', () => {
    expect(found('(jane@acme.com), ٠٥٠١٢٣٤٥٦٧؛')).toEqual(['EMAIL jane@acme.com', 'PHONE ٠٥٠١٢٣٤٥٦٧']);
  });

  test('a number that fails its checksum is no card, and one digit decides', () => {
    expect(found('4111 1111 1111 1111')).toEqual(['CARD 4111 1111 1111 1111']);
    expect(found('4111 1111 1111 1112')).toEqual([]);
  });

  test('needs a word before shapes that ordinary numbers share', () => {
    expect(found('iqama 2345678904')).toEqual(['NATIONAL_ID 2345678904']);
    expect(found('parcel 2345678904')).toEqual([]);
  });

  test('understands national numbers of the given regions only', () => {
    expect(found('Tel: 06 12 34 56 78', { regions: ['FR'] })).toEqual(['PHONE 06 12 34 56 78']);
    expect(found('Tel: 06 12 34 56 78', { regions: ['US'] })).toEqual([]);
  });

  test('looks for the wanted kinds only', () => {
    expect(found('my name is John Smith, jane@acme.com', { kinds: ['EMAIL'] })).toEqual(['EMAIL jane@acme.com']);
  });

  test('finds a card at the end of a long row of numbers', () => {
    const row = `${'12 34 '.repeat(60)}4111 1111 1111 1111 ${'56 78 '.repeat(60)}`;
    expect(found(row)).toEqual(['CARD 4111 1111 1111 1111']);
  });

  test('a key block without its end is hidden to the end of the text', () => {
    expect(found('x -----BEGIN PRIVATE KEY-----\nMIIE abc\n')).toEqual([
      'SECRET -----BEGIN PRIVATE KEY-----\nMIIE abc\n',
    ]);
  });

  test('does not find values inside tokens of ours', () => {
    expect(found('password: [SECRET_1] and mail [EMAIL_12]')).toEqual([]);
    expect(found('password: ab12[SECRET_1]cd')).toEqual([]);
  });

  test.each(hostileTexts)('ends soon on 100 kB of $name', ({ text }) => {
    const spans = detectPii(text);
    expect(spans.every((span, index) => span.start < span.end && span.start >= (spans[index - 1]?.end ?? 0))).toBe(
      true,
    );
  });
});

test('of overlapping findings the longest stays, and look-alike tokens before all', () => {
  const kept = resolveOverlaps([
    { start: 0, end: 5, kind: 'PHONE' },
    { start: 3, end: 20, kind: 'CARD' },
    { start: 21, end: 30, kind: 'EMAIL' },
    { start: 25, end: 29, kind: 'LITERAL' },
  ]);
  expect(kept.map(({ kind }) => kind)).toEqual(['CARD', 'LITERAL']);
});
