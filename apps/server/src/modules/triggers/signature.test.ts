import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { newSecret, sign, verify } from './signature.ts';

const now = Date.UTC(2026, 10, 22, 12);
const { secret } = newSecret();
const body = Buffer.from('{"order":"A-17","note":"ثمن"}');
const library = new Webhook(secret);
const facts = (at = now, id = 'evt_1') => ({
  id,
  timestamp: String(Math.floor(at / 1000)),
  signature: library.sign(id, new Date(at), body.toString()),
});

it('takes what a library of Standard Webhooks signs, and signs what it takes', () => {
  expect(verify(facts(), body, [secret], now)).toBe('right');
  const own = facts();
  const headers = {
    'webhook-id': own.id,
    'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
    'webhook-signature': '',
  };
  headers['webhook-signature'] = sign(secret, own.id, headers['webhook-timestamp'], body);
  expect(new Webhook(secret).verify(body.toString(), headers)).toEqual({ order: 'A-17', note: 'ثمن' });
});

it.each([
  ['another body', facts(), Buffer.from('{"order":"A-18","note":"ثمن"}')],
  ['another id', { ...facts(), id: 'evt_2' }, body],
  ['another time', { ...facts(), timestamp: String(Math.floor(now / 1000) + 1) }, body],
  ['no signature', { ...facts(), signature: '' }, body],
  ['another version', { ...facts(), signature: facts().signature.replace('v1,', 'v2,') }, body],
  ['a short signature', { ...facts(), signature: 'v1,AAAA' }, body],
  ['no time', { ...facts(), timestamp: 'today' }, body],
  ['an id with a line break', { ...facts(), id: 'evt\n1' }, body],
])('refuses %s', (_what, changed, bytes) => {
  expect(verify(changed, bytes, [secret], now)).toBe('wrong');
});

it('refuses another secret, and takes any one of several signatures and secrets', () => {
  const other = newSecret().secret;
  expect(verify(facts(), body, [other], now)).toBe('wrong');
  expect(verify(facts(), body, [other, secret], now)).toBe('right');
  const both = {
    ...facts(),
    signature: `v1a,xyz ${sign(other, 'evt_1', facts().timestamp, body)} ${facts().signature}`,
  };
  expect(verify(both, body, [secret], now)).toBe('right');
});

it('takes five minutes either way, and tells the time only to whoever knows the secret', () => {
  expect(verify(facts(now - 300_000), body, [secret], now)).toBe('right');
  expect(verify(facts(now + 300_000), body, [secret], now)).toBe('right');
  expect(verify(facts(now - 301_000), body, [secret], now)).toBe('late');
  expect(verify(facts(now + 302_000), body, [secret], now)).toBe('late');
  expect(verify({ ...facts(now - 301_000), signature: 'v1,AAAA' }, body, [secret], now)).toBe('wrong');
});
