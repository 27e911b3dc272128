import { expect, test } from 'vitest';
import { createRedactor, isCredentialHeader, redactJson } from './redact.ts';

const secret = 'a"b/c d+ü';
const redact = createRedactor([secret, 'abc', undefined, '']);

test.each([
  ['plain', secret],
  ['JSON', JSON.stringify(secret).slice(1, -1)],
  ['URL', encodeURIComponent(secret)],
  ['base64', Buffer.from(secret).toString('base64')],
  ['base64url', Buffer.from(secret).toString('base64url')],
])('hides a secret as %s', (_form, text) => {
  expect(redact(`<${text}> and <${text}>`)).toBe('<[hidden]> and <[hidden]>');
});

test('leaves words alone that only look like a very short secret', () => {
  expect(redact('abc')).toBe('abc');
});

test('reaches every string and key of a value', () => {
  expect(redactJson({ [secret]: [1, null, { deep: `x${secret}` }] }, redact)).toEqual({
    '[hidden]': [1, null, { deep: 'x[hidden]' }],
  });
});

test('knows the headers that carry credentials', () => {
  const carrying = ['Authorization', 'Cookie', 'X-Api-Key', 'apikey', 'X-Auth-Token', 'X-Key', 'Ocp-Subscription-Key'];
  expect(carrying.filter((name) => !isCredentialHeader(name))).toEqual([]);
  expect(['Accept', 'X-Trace', 'Idempotency', 'X-Monkey'].filter(isCredentialHeader)).toEqual([]);
});
