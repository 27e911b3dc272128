import { describe, expect, it } from 'vitest';
import { createFormat } from './format.ts';

const english = createFormat('en');
const arabic = createFormat('ar');
const now = Date.UTC(2026, 10, 22, 12);

describe('createFormat', () => {
  it.each([
    [now - 20_000, 'now'],
    [now - 180_000, '3 minutes ago'],
    [now + 7_200_000, 'in 2 hours'],
    [now - 86_400_000, 'yesterday'],
  ])('relative %s', (moment, expected) => {
    expect(english.relative(moment, now)).toBe(expected);
  });

  it('keeps the digits of small costs', () => {
    expect(english.money(12.5)).toBe('$12.50');
    expect(english.money(0.00042)).toBe('$0.00042');
    expect(arabic.money(3)).toBe('$3.00');
  });

  it('sizes and durations in fitting units', () => {
    expect([english.bytes(0), english.bytes(2048), english.bytes(5_767_168)]).toEqual(['0 byte', '2 kB', '5.5 MB']);
    expect([english.duration(340), english.duration(2140), english.duration(180_000)]).toEqual(['340ms', '2.1s', '3m']);
  });

  it('uses Latin digits in Arabic', () => {
    expect(arabic.number(1234)).toMatch(/^1.?234$/);
  });
});
