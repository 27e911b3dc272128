import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { breaks } from '../chaos/breaks/breaks.ts';
import { brokenSources } from '../chaos/breaks/edit.ts';
import { proofs } from '../chaos/catalogue.ts';
import { proofTable } from '../chaos/table.ts';

it.each(Object.entries(breaks))('finds the one place where %s switches a mechanism off', (name, edits) => {
  expect(brokenSources(name, edits).size).toBeGreaterThan(0);
});

it('refuses a break whose text is not there exactly once', () => {
  const file = 'e2e/chaos/breaks/edit.ts';
  expect(() => brokenSources('gone', [{ file, find: 'no such line'.repeat(2), replace: '' }])).toThrow('0 times');
  expect(() => brokenSources('twice', [{ file, find: 'file', replace: '' }])).toThrow('instead of once');
});

it('gives each proof an id of its own', () => {
  expect(new Set(proofs.map(({ id }) => id)).size).toBe(proofs.length);
});

it('lists every proof in its page (`npm run chaos -- --list`)', () => {
  const page = readFileSync(new URL('../../docs/reference/proofs.md', import.meta.url), 'utf8');
  expect(page).toContain(proofTable(proofs).join('\n'));
});
