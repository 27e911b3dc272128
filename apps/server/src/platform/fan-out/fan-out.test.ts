import { openPostgres } from '@agentforge/db/postgres-database';
import { openTestDatabase } from '@agentforge/db/testing';
import { describe, expect, it } from 'vitest';
import { migrations } from '../../composition/migrations.ts';
import { silentLogger } from '../telemetry/logger.ts';
import { decodeEnvelope, encodeEnvelope, maxFanOutBytes } from './fan-out.ts';
import { LocalFanOut } from './local-fan-out.ts';
import { PostgresFanOut } from './postgres-fan-out.ts';

describe('local fan-out', () => {
  it('reaches the subscribers of the channel until they leave', async () => {
    const fanOut = new LocalFanOut(silentLogger);
    const heard: string[] = [];
    const leave = await fanOut.subscribe('run/1', (payload) => heard.push(payload));
    await fanOut.subscribe('run/2', (payload) => heard.push(`other ${payload}`));
    await fanOut.publish('run/1', 'a');
    await leave();
    await fanOut.publish('run/1', 'b');
    expect(heard).toEqual(['a']);
    expect(fanOut.channels()).toEqual(['run/2']);
  });

  it('tells the others when one subscriber throws', async () => {
    const fanOut = new LocalFanOut(silentLogger);
    const heard: string[] = [];
    await fanOut.subscribe('c', () => {
      throw new Error('no');
    });
    await fanOut.subscribe('c', (payload) => heard.push(payload));
    await fanOut.publish('c', 'x');
    expect(heard).toEqual(['x']);
  });

  it('refuses payloads that PostgreSQL could not carry', async () => {
    const fanOut = new LocalFanOut(silentLogger);
    await fanOut.publish('c', 'x'.repeat(maxFanOutBytes));
    await expect(fanOut.publish('c', 'ä'.repeat(maxFanOutBytes / 2 + 1))).rejects.toThrow(RangeError);
  });
});

describe('envelopes', () => {
  it('carry any text and refuse anything else', () => {
    const envelope = { from: 'evt_1', channel: 'run/1', payload: 'line\n"quoted" \u2028' };
    expect(decodeEnvelope(encodeEnvelope(envelope))).toEqual(envelope);
    for (const text of ['', 'x', '{}', '["a","b"]', '["a","b",3]', 'null'])
      expect(decodeEnvelope(text), text).toBeNull();
  });
});

const serverUrl = process.env['AGENTFORGE_TEST_DATABASE_URL'] ?? '';

describe.skipIf(serverUrl === '')('fan-out over PostgreSQL', () => {
  it('reaches another process once, and itself once', async () => {
    // The roles of the product belong to the whole server, and a migrated database has made them.
    await (await openTestDatabase({ migrations })).close();
    const [here, there] = [openPostgres({ url: serverUrl }), openPostgres({ url: serverUrl })];
    const [sender, reader] = [new PostgresFanOut(here, silentLogger), new PostgresFanOut(there, silentLogger)];
    const heard: string[] = [];
    await sender.subscribe('run/1', (payload) => heard.push(`here ${payload}`));
    await reader.subscribe('run/1', (payload) => heard.push(`there ${payload}`));
    await reader.subscribe('run/2', (payload) => heard.push(`wrong ${payload}`));
    await sender.publish('run/1', 'a');
    await sender.publish('run/1', 'b');
    await expect.poll(() => heard.filter((text) => text.startsWith('there'))).toEqual(['there a', 'there b']);
    expect(heard.filter((text) => !text.startsWith('there'))).toEqual(['here a', 'here b']);
    await Promise.all([sender.close(), reader.close()]);
    await Promise.all([here.close(), there.close()]);
  });
});
