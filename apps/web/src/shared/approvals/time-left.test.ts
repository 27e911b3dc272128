import { expect, it } from 'vitest';
import { timeLeft } from './time-left.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

it.each([
  [-1, '0:00'],
  [9 * second, '0:09'],
  [75 * second, '1:15'],
  [59 * minute + 59 * second, '59:59'],
  [hour, '1h 0m'],
  [26 * hour + 5 * minute, '1d 2h'],
])('%i ms are %s', (milliseconds, text) => {
  expect(timeLeft(milliseconds, 'en')).toBe(text);
});
