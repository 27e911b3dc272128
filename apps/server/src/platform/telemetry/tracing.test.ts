import { createServer, type Server } from 'node:http';
import { listRoles } from '@agentforge/contracts/access/endpoints';
import { getUser } from '@agentforge/contracts/identity/endpoints';
import { createProvider, testProvider } from '@agentforge/contracts/models/endpoints';
import { listTools } from '@agentforge/contracts/tools/endpoints';
import { AppError } from '@agentforge/kernel/errors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { noTracing, startTracing } from './tracing.ts';

const value = z.object({ stringValue: z.string().optional(), intValue: z.union([z.string(), z.number()]).optional() });
const span = z.object({
  name: z.string(),
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  attributes: z.array(z.object({ key: z.string(), value })),
  status: z.object({ code: z.number().optional() }),
});
const message = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(span) })) })),
});

/** What an OTLP/HTTP collector is to us: it takes JSON on /v1/traces. */
class Collector {
  readonly bodies: string[] = [];
  readonly server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      if (request.url === '/v1/traces') this.bodies.push(body);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  spans() {
    return this.bodies
      .flatMap((body) => message.parse(JSON.parse(body)).resourceSpans)
      .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
      .map((found) => ({
        ...found,
        facts: Object.fromEntries(
          found.attributes.map(({ key, value: given }) => [key, given.stringValue ?? Number(given.intValue)]),
        ),
      }));
  }

  named(name: string) {
    return this.spans().filter((found) => found.name === name);
  }
}

const collector = new Collector();
let world: World;
beforeAll(async () => {
  const endpoint = await collector.listen();
  world = await createWorld({ environment: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, EGRESS_ALLOW: '127.0.0.1:9' } });
});
afterAll(async () => {
  await world.close();
  collector.server.close();
});

describe('traces', () => {
  it('tell of an operation and its transactions, as one trace', async () => {
    await world.first.client.call(listRoles, { query: {} });
    await expect.poll(() => collector.named('verb roles.list').length, { timeout: 10_000 }).toBe(1);
    const [verb] = collector.named('verb roles.list');
    expect(verb?.facts['agentforge.operation']).toBe('roles.list');
    const children = collector.named('transaction tenant').filter((found) => found.parentSpanId === verb?.spanId);
    expect(children).toHaveLength(1);
    expect(children[0]?.traceId).toBe(verb?.traceId);
  });

  it('belong to the trace of a caller who names one, and to none of a broken name', async () => {
    const { client } = world.first;
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const call = (traceparent: string) => client.call(listTools, { headers: { traceparent } });
    await call(`00-${traceId}-00f067aa0ba902b7-01`);
    await call(`ff-${traceId}-00f067aa0ba902b7-01`);
    await call('nonsense');
    await expect.poll(() => collector.named('verb tools.list').length, { timeout: 10_000 }).toBe(3);
    const found = collector.named('verb tools.list').filter((verb) => verb.traceId === traceId);
    expect(found).toMatchObject([{ parentSpanId: '00f067aa0ba902b7' }]);
  });

  it('tell how an operation failed, without its words', async () => {
    const missing = world.first.client.call(getUser, { params: { user_id: 'user_nobody' } });
    await expect(missing).rejects.toMatchObject({ status: 404 });
    await expect.poll(() => collector.named('verb users.get').length, { timeout: 10_000 }).toBe(1);
    const [verb] = collector.named('verb users.get');
    expect(verb?.facts['error.type']).toBe('not_found');
    expect(verb?.status.code).toBe(2);
  });

  it('tell of outbound requests by host alone', async () => {
    const { client } = world.first;
    const body = {
      provider: 'openai-compatible',
      name: 'away',
      base_url: 'http://127.0.0.1:9/a-secret-path',
      api_key: 'sk-canary-0123456789',
    };
    const { id } = await client.call(createProvider, { body });
    await client.call(testProvider, { params: { provider_id: id }, body: {} });
    await expect.poll(() => collector.named('egress request').length, { timeout: 10_000 }).toBeGreaterThan(0);
    expect(collector.named('egress request')[0]?.facts['server.address']).toBe('127.0.0.1:9');
  });

  it('hold no content: no addresses of people, no secrets, no ids of organizations', () => {
    const sent = collector.bodies.join('\n');
    expect(sent.length).toBeGreaterThan(1000);
    const { email, tenantId, userId, token } = world.first;
    for (const word of [email, tenantId, userId, token, 'sk-canary', 'a-secret-path', 'user_nobody'])
      expect(sent, word).not.toContain(word);
  });
});

describe('without a collector', () => {
  it('nothing is wrapped', async () => {
    expect(await startTracing({ endpoint: null, version: '1.0.0' })).toBe(noTracing);
    const refused = noTracing.span('x', {}, () => Promise.reject(new AppError('conflict')));
    await expect(refused).rejects.toMatchObject({ code: 'conflict' });
  });

  it('a collector that is away disturbs nobody', async () => {
    const tracing = await startTracing({ endpoint: 'http://127.0.0.1:9', version: '1.0.0' });
    expect(await tracing.span('x', {}, async () => 7)).toBe(7);
    await tracing.stop();
  });
});
