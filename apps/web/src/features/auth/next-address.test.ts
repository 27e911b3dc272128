import { describe, expect, it } from 'vitest';
import { nextAddress } from './next-address.ts';

const origin = 'https://forge.example';

describe('nextAddress', () => {
  it.each([
    ['/agents', '/agents'],
    ['/agents/agent_1?tab=tools#top', '/agents/agent_1?tab=tools#top'],
    ['/search?q=https://elsewhere.example', '/search?q=https://elsewhere.example'],
    ['/loginless', '/loginless'],
    ['/a/../users', '/users'],
  ])('keeps %s', (wanted, expected) => {
    expect(nextAddress(wanted, origin)).toBe(expected);
  });

  it.each([
    null,
    '',
    'agents',
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
    '/\n//elsewhere.example',
    '/a/..//elsewhere.example',
    'javascript:alert(1)',
    '/login',
    '/login?next=/login',
    '/setup#token=x',
  ])('answers the start page for %j', (wanted) => {
    expect(nextAddress(wanted, origin)).toBe('/');
  });
});
