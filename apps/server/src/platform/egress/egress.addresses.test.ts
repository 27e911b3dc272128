import { type LocalServer, startLocalServer } from '@agentforge/plugin-kit/testing/local-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEgress, type EgressGuard } from './egress.ts';

let canary: LocalServer;
let guard: EgressGuard;

const inner: Record<string, string> = {
  'inner.example': '127.0.0.1',
  'metadata.google.internal': '169.254.169.254',
  'mapped.example': '::ffff:127.0.0.1',
  'six.example': '::1',
  'ten.example': '10.1.2.3',
  'odd.example': 'not an address',
};

beforeAll(async () => {
  canary = await startLocalServer();
  guard = createEgress({
    allow: [],
    lookup: async (hostname) => {
      const address = inner[hostname.replace(/\.$/, '')];
      if (address === undefined) throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
      return [{ address, family: address.includes(':') ? 6 : 4 }];
    },
  });
});

afterAll(async () => {
  await guard.close();
  await canary.close();
});

/** `PORT` becomes the canary's port. Every one of these must end before a socket opens. */
const vectors = [
  'http://127.0.0.1:PORT/',
  'http://2130706433:PORT/',
  'http://0x7f000001:PORT/',
  'http://0x7f.0x0.0x0.0x1:PORT/',
  'http://0x7f.1:PORT/',
  'http://017700000001:PORT/',
  'http://0177.0.0.1:PORT/',
  'http://0177.0.0.01:PORT/',
  'http://127.1:PORT/',
  'http://127.0.1:PORT/',
  'http://127.127.127.127:PORT/',
  'http://127.0.0.1.:PORT/',
  'http://127.0.0.1%2e:PORT/',
  'http://0.0.0.0:PORT/',
  'http://0:PORT/',
  'http://[::1]:PORT/',
  'http://[::]:PORT/',
  'http://[0:0:0:0:0:0:0:1]:PORT/',
  'http://[0000::0001]:PORT/',
  'http://[::127.0.0.1]:PORT/',
  'http://[::ffff:127.0.0.1]:PORT/',
  'http://[::ffff:7f00:1]:PORT/',
  'http://[0:0:0:0:0:ffff:127.0.0.1]:PORT/',
  'http://[::ffff:0:127.0.0.1]:PORT/',
  'http://[::ffff:169.254.169.254]/',
  'http://[::ffff:a9fe:a9fe]/',
  'http://[64:ff9b::127.0.0.1]:PORT/',
  'http://[64:ff9b::a9fe:a9fe]/',
  'http://[64:ff9b:1::7f00:1]:PORT/',
  'http://[2002:7f00:1::]:PORT/',
  'http://[2002:a9fe:a9fe::]/',
  'http://[2001:0:4136:e378:8000:63bf:80ff:fffe]:PORT/',
  'http://[fe80::1]:PORT/',
  'http://[fe80::1%25lo]:PORT/',
  'http://[fc00::1]/',
  'http://[fd00:ec2::254]/latest/meta-data/',
  'http://[fec0::1]/',
  'http://[ff02::1]/',
  'http://[2001:db8::1]/',
  'http://[100::1]/',
  'http://[4000::1]/',
  'http://localhost:PORT/',
  'http://LOCALHOST:PORT/',
  'http://localhost.:PORT/',
  'http://x.localhost:PORT/',
  'http://10.0.0.1/',
  'http://172.16.0.1/',
  'http://172.31.255.255/',
  'http://192.168.1.1/',
  'http://169.254.169.254/latest/meta-data/',
  'http://2852039166/',
  'http://0xa9fea9fe/',
  'http://0xa9.254.0251.0xfe/',
  'http://100.64.0.1/',
  'http://100.100.100.200/',
  'http://192.0.0.192/',
  'http://168.63.129.16/',
  'http://198.18.0.1/',
  'http://203.0.113.7/',
  'http://192.0.2.1/',
  'http://224.0.0.1/',
  'http://240.0.0.1/',
  'http://255.255.255.255/',
  'http://１２７.0.0.1:PORT/',
  'http://①②⑦.0.0.1:PORT/',
  'http://127。0。0。1:PORT/',
  'http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:PORT/',
  'http://%31%32%37.0.0.1:PORT/',
  'http://example.com@127.0.0.1:PORT/',
  'http://user:pass@127.0.0.1:PORT/',
  'http://127.0.0.1:PORT\\@example.com/',
  'http://example.com\\@127.0.0.1:PORT/',
  'http://127.0.0.1:PORT#@example.com/',
  'http://127.0.0.1:PORT?@example.com/',
  'http:127.0.0.1:PORT/',
  'http:/127.0.0.1:PORT/',
  'http:///127.0.0.1:PORT/',
  'http:\\\\127.0.0.1:PORT/',
  'ht\ttp://127.0.0.1:PORT/',
  'http://127.0.\t0.1:PORT/',
  'http://127.0.\n0.1:PORT/',
  ' http://127.0.0.1:PORT/',
  'http://127.0.0.1:PORT/\r\nX-Injected: 1',
  '//127.0.0.1:PORT/',
  'file:///etc/passwd',
  'gopher://127.0.0.1:PORT/_GET',
  'ftp://127.0.0.1/',
  'data:text/plain,hello',
  'dict://127.0.0.1:PORT/',
  'ws://127.0.0.1:PORT/',
  'javascript:alert(1)',
  'unix:/var/run/docker.sock',
  'http://inner.example:PORT/',
  'http://INNER.example:PORT/',
  'http://inner.example.:PORT/',
  'http://mapped.example:PORT/',
  'http://six.example:PORT/',
  'http://odd.example:PORT/',
  'http://metadata.google.internal/computeMetadata/v1/',
  'https://ten.example/',
  'http://example.com:22/',
  'http://example.com:25/',
  'http://example.com:5432/',
  'http://example.com:6379/',
];

describe('addresses that lead inside (E01, E02, E04)', () => {
  test.each(vectors)('%j is refused by request, fetch and checkUrl', async (vector) => {
    const url = vector.replace('PORT', String(canary.port));
    const client = guard.client();
    const before = canary.connections();
    await expect(client.request(url)).rejects.toMatchObject({ code: 'destination_refused' });
    await expect(client.fetch(url)).rejects.toMatchObject({ code: 'destination_refused' });
    await expect(guard.checkUrl(url)).rejects.toMatchObject({ code: 'destination_refused' });
    expect(canary.connections()).toBe(before);
  });

  test('nothing reached the canary', () => {
    expect(canary.connections()).toBe(0);
    expect(canary.requests).toEqual([]);
  });

  test('a name that resolves publicly passes when it is saved, and so does one that is not there yet', async () => {
    const open = createEgress({ allow: [], lookup: async () => [{ address: '93.184.216.34', family: 4 }] });
    await expect(open.checkUrl('https://example.com/a?b=c%20d')).resolves.toBeUndefined();
    await expect(open.checkUrl('https://[2606:4700:4700::1111]/')).resolves.toBeUndefined();
    await expect(guard.checkUrl('https://not-yet.example/')).resolves.toBeUndefined();
    await open.close();
  });

  test('a refusal never repeats credentials of the address', async () => {
    const url = 'http://anna:c4n4ry@127.0.0.1/?token=c4n4ry';
    const error = await guard
      .client()
      .request(url)
      .catch((thrown: unknown) => thrown);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('c4n4ry');
  });
});
