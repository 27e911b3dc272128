import { expect, it } from 'vitest';
import { textFromValue, valueFromText } from './condition-value.ts';

it.each([
  ['eq', 'open', 'open'],
  ['eq', ' 12.5 ', 12.5],
  ['eq', '007', '007'],
  ['ne', 'true', true],
  ['gt', '100', 100],
  ['in', 'a, 2,, b ', ['a', 2, 'b']],
  ['matches', '*@example.com', ['*@example.com']],
  ['exists', 'ignored', undefined],
] as const)('%s %j', (operator, text, expected) => {
  expect(valueFromText(operator, text)).toEqual(expected);
});

it('shows a value as it is typed', () => {
  expect([['a', 2], 5, true, undefined, null].map(textFromValue)).toEqual(['a, 2', '5', 'true', '', '']);
});
