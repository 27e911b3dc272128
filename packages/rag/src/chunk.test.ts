import type { ExtractedBlock } from '@agentforge/plugin-kit/extractor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkDocument } from './chunk.ts';

const words = fc.constantFrom(
  'The',
  'policy',
  'applies.',
  'Really?',
  'سياسة',
  'الإجازات.',
  '東京タワー。',
  '👩‍👩‍👧‍👦',
  'e\u0301',
  'x'.repeat(300),
  '\n',
  '🇪🇬',
  'क्षि',
);
const prose = fc.array(words, { minLength: 1, maxLength: 60 }).map((parts) => parts.join(' '));
const tableText = fc
  .array(prose, { minLength: 1, maxLength: 30 })
  .map((rows) =>
    ['| name | value |', '| --- | --- |', ...rows.map((row) => `| ${row.replaceAll('\n', ' ')} | 1 |`)].join('\n'),
  );
const block: fc.Arbitrary<ExtractedBlock> = fc.oneof(
  fc.record({ kind: fc.constantFrom('paragraph', 'list', 'code'), text: prose }),
  fc.record({ kind: fc.constant('heading' as const), text: prose, level: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ kind: fc.constant('table' as const), text: tableText }),
  fc.record({
    kind: fc.constant('table' as const),
    text: tableText,
    row: fc.constant(2),
    section: fc.constant('Sheet'),
  }),
  fc.record({ kind: fc.constant('paragraph' as const), text: fc.string({ unit: 'binary', maxLength: 400 }) }),
);
const options = fc
  .integer({ min: 100, max: 1500 })
  .chain((chunkSize) =>
    fc.record({ chunkSize: fc.constant(chunkSize), overlap: fc.integer({ min: 0, max: chunkSize - 1 }) }),
  );

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

describe('chunkDocument', () => {
  it('keeps its promises for any document', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 12 }), options, (blocks, given) => {
        const { documentText, chunks } = chunkDocument(blocks, given);
        const covered = new Uint8Array(documentText.length);
        for (const [i, chunk] of chunks.entries()) {
          const { start, end } = chunk.locator;
          const slice = documentText.slice(start, end);
          expect(chunk.index).toBe(i);
          expect(chunk.text.length).toBeLessThanOrEqual(given.chunkSize);
          expect(chunk.text === slice || (chunk.text.startsWith('| ') && chunk.text.endsWith(`\n${slice}`))).toBe(true);
          expect(slice.isWellFormed() && slice === slice.trim() && slice !== '').toBe(true);
          if (i > 0) expect(start).toBeGreaterThan(chunks[i - 1]?.locator.start ?? -1);
          covered.fill(1, start, end);
        }
        const missed = [...documentText.matchAll(/\S/g)].filter((sign) => covered[sign.index] !== 1);
        expect(missed).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('never cuts a sign a person sees', () => {
    const text = '👩‍👩‍👧‍👦🇪🇬e\u0301क्षि'.repeat(60);
    const borders = new Set([...graphemes.segment(text)].map((part) => part.index)).add(text.length);
    const { chunks } = chunkDocument([{ kind: 'paragraph', text }], { chunkSize: 100, overlap: 0 });
    expect(chunks.length).toBeGreaterThan(5);
    for (const { locator } of chunks) expect(borders.has(locator.start) && borders.has(locator.end)).toBe(true);
  });

  it('starts a chunk at each heading and names the path of headings', () => {
    const filler = 'Every office follows the same rule. '.repeat(8);
    const { chunks } = chunkDocument(
      [
        { kind: 'heading', level: 1, text: 'Travel', page: 1 },
        { kind: 'heading', level: 2, text: 'Flights', page: 1 },
        { kind: 'paragraph', text: filler, page: 1 },
        { kind: 'heading', level: 2, text: 'Hotels', page: 2 },
        { kind: 'paragraph', text: filler, page: 2 },
      ],
      { chunkSize: 1000, overlap: 200 },
    );
    expect(chunks.map((chunk) => [chunk.locator.page, chunk.text.slice(0, 16)])).toEqual([
      [1, 'Travel\n\nFlights\n'],
      [2, 'Hotels\n\nEvery of'],
    ]);
    expect(chunks[1]?.locator.section).toBe('Travel › Hotels');
  });

  it.each([
    ['English', 'The first rule holds. The second rule is longer than the first. '],
    ['Arabic', 'تسري القاعدة الأولى على الجميع. هل تسري القاعدة الثانية؟ '],
    ['Japanese', '最初の規則は全員に適用されます。二番目の規則は長いです。'],
  ])('repeats whole sentences as overlap in %s', (_name, sentence) => {
    const { chunks, documentText } = chunkDocument([{ kind: 'paragraph', text: sentence.repeat(20) }], {
      chunkSize: 300,
      overlap: 80,
    });
    expect(chunks.length).toBeGreaterThan(2);
    for (const [i, chunk] of chunks.slice(1).entries()) {
      expect(chunk.locator.start).toBeLessThan(chunks[i]?.locator.end ?? 0);
      expect(documentText.slice(0, chunk.locator.start).trimEnd()).toMatch(/[.؟。]$/);
    }
  });

  it('spreads a long table over chunks with its header and row numbers', () => {
    const rows = Array.from({ length: 40 }, (_, i) => `| item ${i + 2} | ${i} USD |`);
    const text = ['| Item | Price |', '| --- | --- |', ...rows].join('\n');
    const { chunks } = chunkDocument([{ kind: 'table', text, row: 2, section: 'Prices' }], {
      chunkSize: 200,
      overlap: 50,
    });
    expect(chunks.length).toBeGreaterThan(3);
    for (const chunk of chunks) {
      expect(chunk.text.startsWith('| Item | Price |\n| --- | --- |\n')).toBe(true);
      expect(chunk.text.split('\n')[2]).toContain(`| item ${chunk.locator.row} |`);
    }
  });

  it('refuses impossible options', () => {
    expect(() => chunkDocument([], { chunkSize: 50, overlap: 0 })).toThrow('chunk size');
    expect(() => chunkDocument([], { chunkSize: 200, overlap: 200 })).toThrow('overlap');
    expect(chunkDocument([], { chunkSize: 200, overlap: 0 })).toEqual({ documentText: '', chunks: [] });
  });
});
