import type { Database } from '@agentforge/db/database';
import type { Clock } from '@agentforge/kernel/clock';
import type { Config } from './config/config.ts';
import type { EgressGuard } from './egress/egress.ts';
import type { EventBus } from './events/event-bus.ts';
import type { JobQueue } from './jobs/job-queue.ts';
import type { Logger } from './telemetry/logger.ts';
import type { Metrics } from './telemetry/metrics.ts';
import type { Vault } from './vault/vault.ts';

/** What every room may be given. Rooms name the members they use, not this whole. */
export interface PlatformServices {
  config: Config;
  clock: Clock;
  database: Database;
  egress: EgressGuard;
  events: EventBus;
  jobs: JobQueue;
  logger: Logger;
  metrics: Metrics;
  vault: Vault;
}
