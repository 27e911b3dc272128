import { timingSafeEqual } from 'node:crypto';
import { messageOf } from '@agentforge/kernel/errors';
import type { JsonObject } from '@agentforge/kernel/json';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Metrics } from '../telemetry/metrics.ts';

export interface HealthCheck {
  name: string;
  /** For what the process can do without: shown, but no reason to take it out of service. */
  optional?: boolean;
  /** Resolves when usable, to `off` when it is not set up; rejects with a plain reason. */
  check(): Promise<unknown>;
}

export interface SystemRouteOptions {
  version: string;
  checks: readonly HealthCheck[];
  metrics: Metrics;
  metricsToken: string | null;
  document: JsonObject;
  state(): 'starting' | 'ready' | 'draining';
}

interface CheckResult {
  status: 'ok' | 'failed' | 'off';
  detail?: string;
}

/** Probes, metrics and the OpenAPI document: the only answers that do not come from a verb. */
export function addSystemRoutes(app: FastifyInstance, options: SystemRouteOptions): void {
  app.get('/health/live', async () => ({ status: 'live' }));
  const ready = async () => {
    const results = await runChecks(options.checks);
    const failed = options.checks.some(({ name, optional }) => !optional && results[name]?.status === 'failed');
    const status = options.state() !== 'ready' ? options.state() : failed ? 'failed' : 'ready';
    return { status, version: options.version, checks: results };
  };
  for (const path of ['/health/ready', '/health']) {
    app.get(path, async (_request, reply) => {
      const health = await ready();
      return reply
        .status(health.status === 'ready' ? 200 : 503)
        .header('cache-control', 'no-store')
        .send(health);
    });
  }
  app.get('/metrics', async (request, reply) => {
    if (!mayReadMetrics(request, options.metricsToken)) return reply.status(404).send();
    return reply.type(options.metrics.registry.contentType).send(await options.metrics.registry.metrics());
  });
  const text = JSON.stringify(options.document);
  app.get('/openapi.json', async (_request, reply) => reply.type('application/json').send(text));
}

async function runChecks(checks: readonly HealthCheck[]): Promise<Record<string, CheckResult>> {
  const results = await Promise.all(
    checks.map(async ({ name, check }): Promise<[string, CheckResult]> => {
      try {
        return [name, { status: (await withTimeout(check(), 3000)) === 'off' ? 'off' : 'ok' }];
      } catch (error) {
        return [name, { status: 'failed', detail: messageOf(error) }];
      }
    }),
  );
  return Object.fromEntries(results);
}

function withTimeout<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer in ${milliseconds} ms`)), milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function mayReadMetrics(request: FastifyRequest, token: string | null): boolean {
  if (token === null) return ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '');
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
