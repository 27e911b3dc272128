import { expect, test } from 'vitest';
import { functionName } from './function-name.ts';

test.each([
  ['Get Weather', 'get_weather'],
  ['  Crème brûlée — v2! ', 'creme_brulee_v2'],
  ['بحث', 'tool_5ghjkmnpqrst'],
  ['بحث API', 'api'],
  ['listPets', 'list_pets'],
  ['3D models', 'tool_3d_models'],
  ['', 'tool_5ghjkmnpqrst'],
])('%j becomes %s', (name, expected) => {
  expect(functionName({ id: 'tool_01j5ghjkmnpqrst', name })).toBe(expected);
});

test('is never longer than 64, with its prefix', () => {
  const name = functionName({ id: 'tool_1', name: 'long '.repeat(40) }, 'search_');
  expect(name).toMatch(/^search_long_[a-z_]*[a-z]$/);
  expect(name.length).toBeLessThanOrEqual(64);
});
