import type { EgressClient } from '@agentforge/plugin-kit/http';
import type { EgressGuard } from '../egress/egress.ts';
import { noTracing, type Tracing } from './tracing.ts';

/** The same guard with a span per outbound request: host and status, neither path, headers nor body. */
export function traceEgress(guard: EgressGuard, tracing: Tracing): EgressGuard {
  if (tracing === noTracing) return guard;
  return { ...guard, client: (options) => traceClient(guard.client(options), tracing) };
}

function traceClient(client: EgressClient, tracing: Tracing): EgressClient {
  return {
    request: (url, init) =>
      tracing.span('egress request', facts(url, init?.method), async (span) => {
        const response = await client.request(url, init);
        span.set('http.response.status_code', response.status);
        return response;
      }),
    fetch: (input, init) =>
      tracing.span('egress request', facts(addressOf(input), init?.method), async (span) => {
        const response = await client.fetch(input, init);
        span.set('http.response.status_code', response.status);
        return response;
      }),
  };
}

function addressOf(input: string | URL | Request): string {
  if (typeof input === 'string') return input;
  return input instanceof URL ? input.href : input.url;
}

function facts(url: string, method = 'GET') {
  return { 'http.request.method': method, 'server.address': URL.parse(url)?.host ?? 'not an address' };
}
