import { describe, expect, it } from 'vitest';
import { ModelError, type ModelErrorKind } from '../model.ts';
import { collect, examples } from './conformance-requests.ts';
import { loopbackHttp } from './loopback-http.ts';
import type { ConformanceWorld } from './provider-conformance.ts';
import { startRecordedServer } from './recorded-server.ts';
import { conformanceKey } from './wire-recordings.ts';

const statuses: readonly [status: number, message: string, kind: ModelErrorKind, words: RegExp][] = [
  [401, 'Incorrect API key provided.', 'wrong_key', /key was refused.*\(401\).*Admin → Models/],
  [403, 'Your account may not use this.', 'no_access', /\(403\)/],
  [404, 'The model does not exist.', 'model_not_found', /does not know the model/],
  [429, 'Rate limit reached.', 'rate_limited', /limiting the rate/],
  [500, 'Internal error.', 'overloaded', /problem of its own \(500\)/],
  [529, 'Overloaded.', 'overloaded', /overloaded/],
];

/** Answers that are no answers, in the provider's own shape. */
export function describeProviderErrors(world: ConformanceWorld): void {
  const { wire } = world.given;
  const json = { 'content-type': 'application/json' };
  const fail = async (): Promise<ModelError> => {
    const result = await collect((await world.model()).stream(examples.plain, new AbortController().signal)).catch(
      (error: unknown) => error,
    );
    if (result instanceof ModelError) return result;
    throw new Error(`Expected a ModelError, got ${String(result)}`);
  };

  describe('errors', () => {
    it.each(statuses)('tells %i apart', async (status, message, kind, words) => {
      world.server().plan({ status, headers: json, body: wire.errors.of(status, message) });
      const error = await fail();
      expect(error.kind).toBe(kind);
      expect(error.message).toMatch(words);
      expect(error.providerStatus).toBe(status);
      expect(`${error.message} ${String(error.cause)} ${error.stack}`).not.toContain(conformanceKey);
    });

    it.each([
      ['seconds', { 'retry-after': '7' }, 7000],
      ['milliseconds', { 'retry-after-ms': '250', 'retry-after': '9' }, 250],
      ['no wait', {}, undefined],
    ])('reads a wait given as %s', async (_unit, headers, expected) => {
      world
        .server()
        .plan({ status: 429, headers: { ...json, ...headers }, body: wire.errors.of(429, 'Rate limit reached.') });
      expect((await fail()).retryAfterMs).toBe(expected);
    });

    it('reads a wait given as a date', async () => {
      const date = new Date(Date.now() + 60_000).toUTCString();
      world.server().plan({
        status: 429,
        headers: { ...json, 'retry-after': date },
        body: wire.errors.of(429, 'Rate limit reached.'),
      });
      const { retryAfterMs = 0 } = await fail();
      expect(retryAfterMs).toBeGreaterThan(50_000);
      expect(retryAfterMs).toBeLessThanOrEqual(60_000);
    });

    it('names a context overflow', async () => {
      world.server().plan({ headers: json, ...wire.errors.contextOverflow });
      const error = await fail();
      expect(error.kind).toBe('context_overflow');
      expect(error.retryable).toBe(false);
    });

    it('understands a gateway that answers in HTML', async () => {
      world
        .server()
        .plan({ status: 502, headers: { 'content-type': 'text/html' }, body: '<html><h1>502 Bad Gateway</h1></html>' });
      expect(await fail()).toMatchObject({ kind: 'overloaded', providerStatus: 502 });
    });
  });
  describeUnreachable(world);
}

function describeUnreachable(world: ConformanceWorld): void {
  describe('addresses', () => {
    it('says that nothing listens', async () => {
      const gone = await startRecordedServer();
      await gone.close();
      const connection = await world.given.connect(gone.address, loopbackHttp());
      const result = await collect(
        connection.languageModel(world.given.model).stream(examples.plain, new AbortController().signal),
      ).catch((error: unknown) => error);
      expect(result).toMatchObject({ kind: 'connection' });
    });

    it('says when the operator must allow the address', async () => {
      const connection = await world.given.connect('http://10.0.0.1:1', loopbackHttp());
      const result = await collect(
        connection.languageModel(world.given.model).stream(examples.plain, new AbortController().signal),
      ).catch((error: unknown) => error);
      expect(result).toMatchObject({ kind: 'wrong_address', message: expect.stringContaining('EGRESS_ALLOW') });
    });
  });
}
