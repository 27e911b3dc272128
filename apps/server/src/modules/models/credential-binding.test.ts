import { expect, it } from 'vitest';
import { requireKeyForNewAddress } from './credential-binding.ts';

const row = { config: { base_url: 'https://a.test' }, sealedSecrets: { secret_access_key: 'sealed' } };

it('asks for every kept secret when the address changes, also when another one is removed', () => {
  const moved = { base_url: 'https://evil.test', api_key: null };
  expect(() => requireKeyForNewAddress(row, moved)).toThrow('enter the key again');
  expect(() => requireKeyForNewAddress(row, { ...moved, secret_access_key: '***1234' })).toThrow('enter the key again');
  expect(() => requireKeyForNewAddress(row, { base_url: null })).toThrow('enter the key again');
});

it('lets the address change with the secrets typed anew or removed, and other fields change freely', () => {
  const moved = { base_url: 'https://b.test' };
  expect(() => requireKeyForNewAddress(row, { ...moved, secret_access_key: 'new-secret' })).not.toThrow();
  expect(() => requireKeyForNewAddress(row, { ...moved, secret_access_key: null })).not.toThrow();
  expect(() => requireKeyForNewAddress(row, { base_url: 'https://a.test', region: 'x' })).not.toThrow();
});
