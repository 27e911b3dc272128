import { connect } from 'node:net';
import { type LocalServer, startLocalServer } from '@agentforge/plugin-kit/testing/local-server';
import { Agent, fetch as undiciFetch } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDestinationRules } from './destination-rules.ts';
import { createEgress } from './egress.ts';
import { createGuardedConnector } from './guarded-connector.ts';
import type { ResolvedAddress } from './resolve.ts';

let canary: LocalServer;

beforeAll(async () => {
  canary = await startLocalServer();
});

afterAll(() => canary.close());

function v4(...addresses: string[]): ResolvedAddress[] {
  return addresses.map((address) => ({ address, family: 4 }));
}

describe('names (E02, E06)', () => {
  test('an answer that flips after the check at save time is judged again at the socket', async () => {
    let asked = 0;
    const guard = createEgress({
      allow: [],
      lookup: async () => {
        asked += 1;
        return asked === 1 ? v4('93.184.216.34') : v4('127.0.0.1');
      },
    });
    const url = `http://rebind.example:${canary.port}/`;
    await guard.checkUrl(url);
    await expect(guard.client().request(url)).rejects.toMatchObject({ code: 'destination_refused' });
    expect(canary.connections()).toBe(0);
    await guard.close();
  });

  test.each([
    ['first', ['127.0.0.1', '93.184.216.34']],
    ['last', ['93.184.216.34', '127.0.0.1']],
  ])('one private address among several, %s', async (_place, addresses) => {
    const guard = createEgress({ allow: [], lookup: async () => v4(...addresses) });
    const request = guard.client().request(`http://several.example:${canary.port}/`);
    await expect(request).rejects.toMatchObject({ code: 'destination_refused' });
    expect(canary.connections()).toBe(0);
    await guard.close();
  });

  test('the connected peer is judged even when name and lookup looked public', async () => {
    const rules = createDestinationRules([], [], async () => v4('93.184.216.34'));
    const connector = createGuardedConnector(
      rules,
      async () => v4('93.184.216.34'),
      () => (_options, callback) => {
        const socket = connect(canary.port, '127.0.0.1', () => callback(null, socket));
      },
    );
    const dispatcher = new Agent({ connect: connector });
    const before = canary.requests.length;
    await expect(undiciFetch('http://looks-public.example/', { dispatcher })).rejects.toMatchObject({
      cause: { code: 'destination_refused' },
    });
    expect(canary.requests.length).toBe(before);
    await dispatcher.destroy();
  });

  test('a host outside the tool’s own list is refused before DNS is asked', async () => {
    const names: string[] = [];
    const guard = createEgress({
      allow: [],
      lookup: async (name) => {
        names.push(name);
        return v4('127.0.0.1');
      },
    });
    const client = guard.client({ allowedHosts: ['api.example', '*.wide.example', 'ported.example:8443'] });
    const outside = ['http://evil.example/', 'http://api.example.evil.example/', 'http://wide.example/'];
    for (const url of [...outside, 'http://evilwide.example/', 'https://ported.example/']) {
      await expect(client.request(url)).rejects.toMatchObject({ reason: 'not_in_allow_list' });
      await expect(client.fetch(url)).rejects.toMatchObject({ reason: 'not_in_allow_list' });
    }
    await expect(guard.client({ allowedHosts: [] }).request('http://api.example/')).rejects.toMatchObject({
      reason: 'not_in_allow_list',
    });
    expect(names).toEqual([]);
    for (const url of ['http://api.example/', 'http://a.b.wide.example/', 'https://ported.example:8443/']) {
      await expect(client.request(url)).rejects.toMatchObject({ reason: 'private_address' });
    }
    expect(names).toEqual(['api.example', 'a.b.wide.example', 'ported.example']);
    await guard.close();
  });

  test('a name that does not exist is explained in plain words', async () => {
    const guard = createEgress({
      allow: [],
      lookup: async () => {
        throw Object.assign(new Error('x'), { code: 'ENOTFOUND' });
      },
    });
    await expect(guard.client().request('http://nowhere.example/?key=c4n4ry')).rejects.toMatchObject({
      code: 'upstream_failed',
      detail: 'The name nowhere.example could not be found. Check the spelling of the address.',
    });
    await guard.close();
  });
});
