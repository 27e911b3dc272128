import { describe, expect, it } from 'vitest';
import { dayGroupOf, groupByDay } from './group-by-day.ts';

const now = new Date(2026, 10, 22, 0, 30);
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();

describe('dayGroupOf', () => {
  it.each([
    [at(2026, 10, 22, 0, 0), 'today'],
    [at(2026, 10, 21, 23, 59), 'yesterday'],
    [at(2026, 10, 21, 0, 0), 'yesterday'],
    [at(2026, 10, 20, 23, 59), 'earlier'],
  ])('%s is %s half an hour after midnight', (moment, group) => {
    expect(dayGroupOf(moment, now)).toBe(group);
  });

  it('leaves empty groups out and keeps the order', () => {
    const rows = [
      { id: 'a', updated_at: at(2026, 10, 22, 0, 10) },
      { id: 'b', updated_at: at(2026, 9, 1, 8, 0) },
      { id: 'c', updated_at: at(2026, 8, 1, 8, 0) },
    ];
    const ids = groupByDay(rows, now).map(({ group, rows: own }) => [group, own.map(({ id }) => id)]);
    expect(ids).toEqual([
      ['today', ['a']],
      ['earlier', ['b', 'c']],
    ]);
  });
});
