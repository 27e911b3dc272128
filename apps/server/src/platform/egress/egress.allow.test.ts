import { type LocalServer, startLocalServer } from '@agentforge/plugin-kit/testing/local-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEgress, type EgressGuard } from './egress.ts';
import type { RefusalReason } from './refusal.ts';

let listed: LocalServer;
let other: LocalServer;
let guard: EgressGuard;
const refusals: { reason: RefusalReason; host: string | undefined }[] = [];

beforeAll(async () => {
  listed = await startLocalServer();
  other = await startLocalServer();
  guard = createEgress({
    allow: [`127.0.0.1:${listed.port}`, `intranet.example:${listed.port}`, `alias.example:${other.port}`],
    platformDenied: [`db.example:${other.port}`, '10.9.9.9:8123'],
    lookup: async () => [{ address: '127.0.0.1', family: 4 }],
    log: (refusal) => refusals.push(refusal),
  });
});

afterAll(async () => {
  await guard.close();
  await listed.close();
  await other.close();
});

describe('entries of the operator (E07)', () => {
  test('a listed address and a listed name are reached', async () => {
    const client = guard.client();
    const answer = await client.request(`http://127.0.0.1:${listed.port}/a?b=1`);
    expect([answer.status, await answer.text()]).toEqual([200, 'canary']);
    expect(await (await client.fetch(`http://intranet.example:${listed.port}/`)).text()).toBe('canary');
    await guard.checkUrl(`http://127.0.0.1:${listed.port}/`);
  });

  test.each([
    'localhost:LISTED',
    '2130706433:LISTED',
    '0x7f.1:LISTED',
    '127.1:LISTED',
    '127.0.0.1.:LISTED',
    '127.0.0.2:LISTED',
    '[::1]:LISTED',
    '[::ffff:127.0.0.1]:LISTED',
    'other-name.example:LISTED',
    '127.0.0.1:OTHER',
    'intranet.example:OTHER',
    '127.0.0.1',
  ])('%s is still refused', async (authority) => {
    const before = listed.connections() + other.connections();
    const url = `http://${authority.replace('LISTED', String(listed.port)).replace('OTHER', String(other.port))}/`;
    await expect(guard.client().request(url)).rejects.toMatchObject({ code: 'destination_refused' });
    await expect(guard.client().fetch(url)).rejects.toMatchObject({ code: 'destination_refused' });
    expect(listed.connections() + other.connections()).toBe(before);
  });

  test.each([
    'http://127.0.0.1:LISTED\\@example.com/',
    'http://127.0.0.1:LISTED/\t',
    'http://127.0.\n0.1:LISTED/',
    ' http://127.0.0.1:LISTED/',
    'http://127.0.0.1:LISTED/?a=\r\nX-Injected: 1',
    'http:127.0.0.1:LISTED/',
    'http:/127.0.0.1:LISTED/',
    'http:///127.0.0.1:LISTED/',
    'http://@127.0.0.1:LISTED/',
    'http://user:pass@127.0.0.1:LISTED/',
    'http://%6c%6f.example:LISTED/',
    'ftp://127.0.0.1:LISTED/',
    'ws://127.0.0.1:LISTED/',
  ])('%j is refused even where it leads to a listed address', async (vector) => {
    const url = vector.replace('LISTED', String(listed.port));
    const before = listed.connections();
    await expect(guard.client().request(url)).rejects.toMatchObject({ code: 'destination_refused' });
    await expect(guard.client().fetch(url)).rejects.toMatchObject({ code: 'destination_refused' });
    await expect(guard.checkUrl(url)).rejects.toMatchObject({ code: 'destination_refused' });
    expect(listed.connections()).toBe(before);
  });

  test('an allow entry does not widen a tool’s own list', async () => {
    const request = guard.client({ allowedHosts: ['api.example'] }).request(`http://127.0.0.1:${listed.port}/`);
    await expect(request).rejects.toMatchObject({ reason: 'not_in_allow_list' });
  });

  test('our own services are refused by name, by address and by a listed alias', async () => {
    const urls = [`http://db.example:${other.port}/`, `http://alias.example:${other.port}/`, 'http://10.9.9.9:8123/'];
    for (const url of urls) {
      await expect(guard.client().request(url)).rejects.toMatchObject({ reason: 'platform_service' });
      await expect(guard.checkUrl(url)).rejects.toMatchObject({ reason: 'platform_service' });
    }
    expect(other.connections()).toBe(0);
  });

  test('refusals are told to the log, also those found at the socket', () => {
    expect(refusals).toContainEqual({ reason: 'private_address', host: 'localhost' });
    expect(refusals).toContainEqual({ reason: 'private_address', host: 'other-name.example' });
    expect(refusals).toContainEqual({ reason: 'platform_service', host: 'alias.example' });
  });

  test.each(['', 'localhost', '127.1:80', '0x7f.1:80', 'a b:80', 'http://x:80', 'x:0', 'x:99999', '*:80', 'u@x:80'])(
    'the entry %j is refused at start',
    (entry) => {
      expect(() => createEgress({ allow: [entry] })).toThrow(/entry|usual form/);
    },
  );
});
