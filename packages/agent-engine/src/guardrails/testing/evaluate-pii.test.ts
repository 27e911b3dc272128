import { expect, test } from 'vitest';
import { evaluatePii, readMarks } from './evaluate-pii.ts';

test('the labelled set is large enough to mean something', () => {
  const { cases, negatives, kinds } = evaluatePii();
  expect(cases).toBeGreaterThanOrEqual(150);
  expect(negatives).toBeGreaterThanOrEqual(60);
  for (const { found, missed } of kinds) expect(found + missed).toBeGreaterThanOrEqual(10);
});

test('recall and precision hold for every kind', () => {
  const { kinds, mistakes } = evaluatePii();
  for (const { kind, recall, precision } of kinds) {
    expect(recall, `${kind} recall\n${mistakes.join('\n')}`).toBeGreaterThanOrEqual(0.95);
    expect(precision, `${kind} precision\n${mistakes.join('\n')}`).toBeGreaterThanOrEqual(0.97);
  }
});

test('marks are read with exact offsets', () => {
  expect(readMarks('a {{IP|1.1.1.1}} b {{NAME|X}}')).toEqual({
    text: 'a 1.1.1.1 b X',
    values: new Set(['IP:2-9', 'NAME:12-13']),
  });
});
