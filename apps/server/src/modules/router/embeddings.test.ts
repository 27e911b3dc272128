import { createProvider } from '@agentforge/contracts/models/endpoints';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { type FaultServer, startFaultServer } from '../../../testing/fault-server.ts';
import type { SeededTenant } from '../../../testing/seed-tenant.ts';
import { forgetOldVectors } from './embedding-cache.repository.ts';
import { halves, meanVector, splitText } from './split-text.ts';

let world: World;
let server: FaultServer;

beforeAll(async () => {
  server = await startFaultServer();
  world = await createWorld({ environment: { EGRESS_ALLOW: server.host } });
}, 60_000);
afterAll(async () => {
  await world.close();
  await server.close();
});
beforeEach(() => {
  server.embedded.length = 0;
  server.longestText = Number.POSITIVE_INFINITY;
});

async function modelOf(tenant: SeededTenant, name: string) {
  await tenant.client.call(createProvider, {
    body: { provider: 'openai-compatible', name, base_url: server.url, api_key: 'sk-0123456789ab' },
  });
  const { router } = world.server.application.rooms;
  const chosen = await router.embedding(tenant.tenantId, `${name}/embed`);
  if (!chosen) throw new Error('There is no embedding model.');
  return (texts: string[]) => chosen.model.embed(texts, AbortSignal.timeout(10_000));
}

describe('embeddings', () => {
  it('send each text once, in as many requests as its model needs, and answer in order', async () => {
    const embed = await modelOf(world.first, 'once');
    const texts = Array.from({ length: 600 }, (_, at) => 'x'.repeat((at % 300) + 1));
    const { vectors } = await embed(texts);
    expect(vectors.map((vector) => vector[0])).toEqual(texts.map((text) => text.length));
    expect(server.embedded.map((batch) => batch.length)).toEqual([256, 44]);
    const again = await embed(['xx', 'new', 'xx']);
    expect(again.vectors.map((vector) => vector[0])).toEqual([2, 3, 2]);
    expect(server.embedded.slice(2)).toEqual([['new']]);
  });

  it('are remembered for their tenant and connection alone', async () => {
    const second = await world.addTenant('Second Bank');
    await (await modelOf(world.first, 'own'))(['secret words']);
    await (await modelOf(second, 'own'))(['secret words']);
    await (await modelOf(world.first, 'another'))(['secret words']);
    expect(server.embedded).toHaveLength(3);
  });

  it('halve texts the model finds too long and average the halves', async () => {
    server.longestText = 400;
    const embed = await modelOf(world.first, 'short');
    const { vectors } = await embed(['word '.repeat(200), 'brief']);
    expect(vectors).toHaveLength(2);
    expect(Math.hypot(...(vectors[0] ?? []))).toBeCloseTo(1, 5);
    expect(vectors[1]?.[0]).toBe(5);
  });

  it('are forgotten when there are too many', async () => {
    const count = () =>
      world.database.withSystem('count in a test', async (tx) => {
        const { rows } = await tx.query<{ n: number }>(
          'select max(n)::int as n from (select count(*) as n from embedding_cache group by tenant_id) counts',
        );
        return rows[0]?.n;
      });
    expect(await count()).toBeGreaterThan(100);
    await world.database.withSystem('housekeeping in a test', (tx) => forgetOldVectors(tx, 10));
    expect(await count()).toBe(10);
  });
});

describe('splitting', () => {
  it('keeps every character, within the limit, in one piece where it fits', () => {
    const text = 'The quick brown fox. '.repeat(500);
    const pieces = splitText(text, 100);
    expect(pieces.join('')).toBe(text);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(350);
    expect(splitText('short', 1)).toEqual(['short']);
    expect(splitText(text, null)).toEqual([text]);
    expect(halves('😀'.repeat(33)).every((half) => half.isWellFormed())).toBe(true);
  });

  it('weighs the pieces by their length', () => {
    const parts = [
      { vector: [1, 0], weight: 3 },
      { vector: [0, 1], weight: 1 },
    ];
    expect(meanVector(parts)[0]).toBeCloseTo(3 / Math.hypot(3, 1), 9);
  });
});
