import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textDifference } from './text-difference.ts';

const side = (pieces: ReturnType<typeof textDifference>, kind: 'left' | 'right') =>
  pieces
    .filter((piece) => piece.kind === 'same' || piece.kind === kind)
    .map(({ text }) => text)
    .join('');

it('tells what is the same, and what only one has', () => {
  expect(textDifference('Tea is hot today', 'Tea is cold today')).toEqual([
    { kind: 'same', text: 'Tea is ' },
    { kind: 'left', text: 'hot' },
    { kind: 'right', text: 'cold' },
    { kind: 'same', text: ' today' },
  ]);
  expect(textDifference('', '')).toEqual([]);
  expect(textDifference('same', 'same')).toEqual([{ kind: 'same', text: 'same' }]);
});

it('gives both texts back, whatever they are', () => {
  const words = fc
    .array(fc.constantFrom('a', 'b', ' ', '\n', 'سلام'), { maxLength: 40 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(words, words, (left, right) => {
      const pieces = textDifference(left, right);
      expect(side(pieces, 'left')).toBe(left);
      expect(side(pieces, 'right')).toBe(right);
    }),
  );
});

it('takes texts of any length', () => {
  const long = (word: string) => `${word} `.repeat(20_000);
  const pieces = textDifference(`x ${long('left')}y`, `x ${long('right')}y`);
  expect(pieces.map(({ kind }) => kind)).toEqual(['same', 'left', 'right', 'same']);
});
