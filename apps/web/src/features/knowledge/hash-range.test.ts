import { describe, expect, it } from 'vitest';
import { hashRange, windowFor } from './hash-range.ts';

describe('hashRange', () => {
  it('reads offsets and nothing else', () => {
    expect(hashRange('#120-180')).toEqual({ start: 120, end: 180 });
    for (const hash of ['', '#', '#main', '#5', '#9-3', '#3-3', '#-1-4']) expect(hashRange(hash)).toBeUndefined();
  });
});

describe('windowFor', () => {
  it.each([
    [undefined],
    [{ start: 10, end: 20 }],
    [{ start: 59_000, end: 61_000 }],
    [{ start: 900_000, end: 900_400 }],
    [{ start: 100_000, end: 300_000 }],
  ])('holds the range %o', (range) => {
    const shown = windowFor(range);
    expect(shown.start).toBeLessThanOrEqual(range?.start ?? 0);
    expect(shown.end).toBeGreaterThan(range?.end ?? 0);
  });
});
