import { describe, expect, it } from 'vitest';
import { filterOf, queryOf, searchOf } from './audit-filter.ts';

describe('audit filter', () => {
  it('goes through the address and back', () => {
    const search = new URLSearchParams('q=mara&action=auth.login&result=denied&from=2026-01-02&to=2026-01-03');
    expect(searchOf(filterOf(search))).toEqual(Object.fromEntries(search));
    expect(filterOf(new URLSearchParams('result=nonsense')).result).toBeUndefined();
  });

  it('counts the last day whole', () => {
    const { from, to } = queryOf({ q: '', action: '', result: undefined, from: '2026-03-01', to: '2026-03-01' });
    expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(24 * 3_600_000 - 1);
  });

  it('sends nothing for what is empty or no day', () => {
    const query = queryOf({ q: ' ', action: '', result: undefined, from: 'soon', to: '' });
    expect(Object.values(query)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });
});
