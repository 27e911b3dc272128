import { expect, it } from 'vitest';
import { moved, replacedAt, withoutAt } from './reorder.ts';

it.each([
  [0, 2, 'bcad'],
  [3, 0, 'dabc'],
  [1, 1, 'abcd'],
  [1, -5, 'bacd'],
  [1, 99, 'acdb'],
  [9, 0, 'abcd'],
])('moves %i to %i', (from, to, expected) => {
  const letters = [...'abcd'];
  expect(moved(letters, from, to).join('')).toBe(expected);
  expect(letters.join('')).toBe('abcd');
});

it('replaces and removes by place', () => {
  expect(replacedAt(['a', 'b'], 1, 'c')).toEqual(['a', 'c']);
  expect(withoutAt(['a', 'b'], 0)).toEqual(['b']);
});
