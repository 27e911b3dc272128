import type { Database } from '@agentforge/db/database';
import { openDatabase } from '@agentforge/db/open-database';
import { type Clock, systemClock } from '@agentforge/kernel/clock';
import type { Config } from '../platform/config/config.ts';
import type { Secrets } from '../platform/config/secrets.ts';
import { createEgress } from '../platform/egress/egress.ts';
import { EventBus } from '../platform/events/event-bus.ts';
import { LocalRateLimiter } from '../platform/http/rate-limiter.ts';
import { JobQueue } from '../platform/jobs/job-queue.ts';
import type { PlatformServices } from '../platform/services.ts';
import { createLogger, type Logger } from '../platform/telemetry/logger.ts';
import { Metrics } from '../platform/telemetry/metrics.ts';
import { traceDatabase } from '../platform/telemetry/traced-database.ts';
import { traceEgress } from '../platform/telemetry/traced-egress.ts';
import { startTracing, type Tracing } from '../platform/telemetry/tracing.ts';
import { Vault } from '../platform/vault/vault.ts';
import { prepareDataDirectory } from './data-directory.ts';
import { openShared } from './shared-state.ts';
import { version } from './version.ts';
import { workerUrl } from './workers.ts';

export interface PlatformOverrides {
  database?: Database;
  clock?: Clock;
  logger?: Logger;
  tracing?: Tracing;
}

/** Opens the database the configuration names. Throws when it is in use or out of reach. */
export function openConfiguredDatabase(config: Config, logger: Logger): Promise<Database> {
  const onWarning = (message: string, error?: unknown) => logger.warn({ err: error }, message);
  return config.database.kind === 'pglite'
    ? openDatabase({
        kind: 'pglite',
        directory: config.database.directory,
        workerUrl: workerUrl('pglite-worker'),
        onWarning,
      })
    : openDatabase({
        kind: 'postgresql',
        url: config.database.url,
        maximumConnections: config.database.poolSize,
        onWarning,
      });
}

function startConfiguredTracing({ otlpEndpoint, otlpContent }: Config): Promise<Tracing> {
  return startTracing({ endpoint: otlpEndpoint, version, content: otlpContent });
}

/** Builds what all rooms share. Nothing is started here. */
export async function createPlatform(
  config: Config,
  secrets: Secrets,
  overrides: PlatformOverrides = {},
): Promise<PlatformServices> {
  const logger = overrides.logger ?? createLogger(config);
  const clock = overrides.clock ?? systemClock;
  await prepareDataDirectory(config.dataDirectory);
  const opened = overrides.database ?? (await openConfiguredDatabase(config, logger));
  const tracing = overrides.tracing ?? (await startConfiguredTracing(config));
  const database = traceDatabase(opened, tracing);
  const shared = await openShared({ config, database, logger, local: new LocalRateLimiter(() => clock.now()) });
  const guard = createEgress({
    allow: config.egressAllow,
    platformDenied: ownAddresses(config),
    log: (refusal) => logger.warn(refusal, 'an outbound request was refused'),
  });
  return {
    config,
    logger,
    database,
    clock,
    tracing,
    fanOut: shared.fanOut,
    limiter: shared.limiter,
    minutes: shared.minutes,
    healthChecks: shared.healthChecks,
    events: new EventBus(database, logger),
    jobs: new JobQueue(database, logger, tracing),
    metrics: new Metrics(),
    vault: new Vault(secrets.encryptionKey, database),
    egress: traceEgress(guard, tracing),
    close: async () => {
      await Promise.all([guard.close(), shared.close()]);
      await tracing.stop();
      await database.close();
    },
  };
}

const usualPorts: Record<string, string> = { 'redis:': '6379', 'rediss:': '6379', 'smtps:': '465', 'smtp:': '25' };

/** Our own database, Redis and mail server: no tool reaches them, whatever is allowed. */
function ownAddresses(config: Config): string[] {
  const urls = [config.database.kind === 'postgresql' ? config.database.url : null, config.redisUrl, config.smtpUrl];
  return urls
    .filter((url) => url !== null)
    .map((text) => new URL(text))
    .map((url) => `${url.hostname}:${url.port || (usualPorts[url.protocol] ?? '5432')}`);
}
