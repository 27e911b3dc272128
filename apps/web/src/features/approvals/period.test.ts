import { expect, it } from 'vitest';
import { fromLocalInput, toLocalInput } from './period.ts';

it('shows a moment in the zone of the reader and reads it back the same', () => {
  const moment = Date.parse('2026-11-22T10:05:00.000Z');
  expect(toLocalInput(moment)).toMatch(/^2026-11-2\dT\d{2}:\d{2}$/);
  expect(fromLocalInput(toLocalInput(moment))).toBe('2026-11-22T10:05:00.000Z');
});

it('tells what is not whole yet', () => {
  expect(fromLocalInput('')).toBeUndefined();
  expect(fromLocalInput('soon')).toBeUndefined();
});
