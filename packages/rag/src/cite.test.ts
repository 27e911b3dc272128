import type { Passage } from '@agentforge/plugin-kit/tool';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkDocument } from './chunk.ts';
import { findMarkers } from './citation-markers.ts';
import { verifyCitations } from './cite.ts';

const source =
  'Scope of the policy. Claims are filed within 30 days after the return. Claims that arrive later need the approval of Dana Okafor, the finance director. Alcohol is not reimbursed. The budget is 1.5 million USD from 2026-03-05.';
const passage = (text: string, id: string, start = 100): Passage => ({
  chunkId: `chunk_${id}`,
  documentId: `doc_${id}`,
  title: `Title ${id}`,
  text,
  score: 1,
  locator: { page: 2, start, end: start + text.length },
});
const travel = passage(source, 'a');
const arabic = passage(
  'تتطلب الإجازة المرضية تقريراً طبياً إذا زادت على يومين. يُرسل التقرير إلى إدارة الموارد البشرية خلال 48 ساعة.',
  'b',
);
const verdicts = (answer: string, passages = [travel, arabic]) =>
  verifyCitations(answer, passages).sentences.map((item) => item.supported);

describe('findMarkers', () => {
  it.each([
    ['a [1].', [[1]]],
    ['a [1][2]', [[1], [2]]],
    ['a [1, 3]', [[1, 3]]],
    ['a [2-4]', [[2, 3, 4]]],
    ['a 【2】', [[2]]],
    ['ا [٢، ٣]', [[2, 3]]],
    ['[1](https://x)', []],
    ['`a[1]`', []],
    ['```\na[1]\n```', []],
    ['[x] [1234]', []],
  ])('%s', (text, expected) => {
    expect(findMarkers(text).map((marker) => marker.indexes)).toEqual(expected);
  });
});

describe('verifyCitations', () => {
  it('answers quote, exact place and support in the shape of the API', () => {
    const report = verifyCitations('You file claims within 30 days after your return [1].', [travel]);
    const quote = 'Claims are filed within 30 days after the return.';
    const start = 100 + source.indexOf(quote);
    expect(report.citations).toEqual([
      {
        index: 1,
        document_id: 'doc_a',
        chunk_id: 'chunk_a',
        title: 'Title a',
        quote,
        locator: { page: 2, start, end: start + quote.length },
        supported: true,
      },
    ]);
    expect(report).toMatchObject({ grounded: 1, unknown: [] });
  });

  it.each([
    ['Claims are filed within 30 days after the return [1].', true],
    ['Claims are filed within 60 days after the return [1].', false],
    ['Later claims need the approval of Dana Okafor [1].', true],
    ['Later claims need the approval of Maria Okafor [1].', false],
    ['Alcohol is reimbursed [1].', false],
    ['Alcohol is not reimbursed [1].', true],
    ['The budget is 1,500,000 USD from 5 March 2026 [1].', true],
    ['The budget is 1,500,000 USD from 6 March 2026 [1].', false],
    ['Dogs may travel in the cabin for free [1].', false],
    ['تتطلب الاجازه المرضيه تقريرا طبيا [2].', true],
    ['يرسل التقرير خلال ٤٨ ساعة [2].', true],
    ['يرسل التقرير خلال ٧٢ ساعة [2].', false],
    ['Claims are filed within 30 days after the return [2].', false],
    ['Claims are filed within 30 days after the return [9].', false],
  ])('%s → %s', (answer, expected) => {
    expect(verdicts(answer)).toEqual([expected]);
  });

  it('gives markers after the full stop to the sentence before', () => {
    const answer =
      'Claims are filed within 30 days. [1] Alcohol is not reimbursed. [1]\n- يُرسل التقرير خلال 48 ساعة.[2]';
    const { sentences } = verifyCitations(answer, [travel, arabic]);
    expect(sentences.map((item) => [item.passages, item.supported])).toEqual([
      [[1], true],
      [[1], true],
      [[2], true],
    ]);
    for (const item of sentences) expect(answer.slice(item.start, item.end)).toBe(item.text);
  });

  it('checks uncited sentences against all passages and leaves questions out of the sum', () => {
    const report = verifyCitations('Hello! Alcohol is not reimbursed. Paris is the capital of France. Anything else?', [
      travel,
    ]);
    expect(report.sentences.map((item) => [item.claim, item.supported, item.passages])).toEqual([
      [false, false, []],
      [true, true, [1]],
      [true, false, []],
      [false, false, []],
    ]);
    expect(report.grounded).toBe(0.5);
    expect(verifyCitations('See [4].', [travel]).unknown).toEqual([4]);
  });

  it('quotes the row of a table chunk at its own place in the document', () => {
    const rows = Array.from({ length: 30 }, (_, i) => `| City ${i} | ${i + 40} USD |`);
    const text = ['| City | Meals |', '| --- | --- |', ...rows].join('\n');
    const { chunks, documentText } = chunkDocument([{ kind: 'table', text, row: 2 }], { chunkSize: 200, overlap: 0 });
    const passages = chunks.map((chunk) => ({
      chunkId: `c${chunk.index}`,
      documentId: 'd',
      title: 'Rates',
      text: chunk.text,
      score: 1,
      locator: chunk.locator,
    }));
    const index = passages.findIndex((item) => item.text.includes('City 25 '));
    const [citation] = verifyCitations(`Meals in City 25 cost 65 USD [${index + 1}].`, passages).citations;
    expect(citation).toMatchObject({ quote: '| City 25 | 65 USD |', supported: true });
    expect(documentText.slice(citation?.locator.start, citation?.locator.end)).toBe('| City 25 | 65 USD |');
  });

  it('never throws and always quotes what the passage says', () => {
    const answer = fc
      .array(
        fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('[1]', '[2, 1]', '. ', 'Claims within 30 days', '\n')),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(answer, fc.string({ unit: 'binary' }), (text, content) => {
        const { citations, sentences } = verifyCitations(text, [travel, passage(content, 'x')]);
        for (const citation of citations) expect([travel.text, content][citation.index - 1]).toContain(citation.quote);
        for (const item of sentences) expect(text.slice(item.start, item.end)).toBe(item.text);
      }),
    );
  });
});
