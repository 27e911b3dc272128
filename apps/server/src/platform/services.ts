import type { Database } from '@agentforge/db/database';
import type { Clock } from '@agentforge/kernel/clock';
import type { Config } from './config/config.ts';
import type { EgressGuard } from './egress/egress.ts';
import type { EventBus } from './events/event-bus.ts';
import type { FanOut } from './fan-out/fan-out.ts';
import type { RateLimiter } from './http/rate-limiter.ts';
import type { HealthCheck } from './http/system-routes.ts';
import type { JobQueue } from './jobs/job-queue.ts';
import type { SharedMinutes } from './shared-minutes.ts';
import type { Logger } from './telemetry/logger.ts';
import type { Metrics } from './telemetry/metrics.ts';
import type { Tracing } from './telemetry/tracing.ts';
import type { Vault } from './vault/vault.ts';

/** What every room may be given. Rooms name the members they use, not this whole. */
export interface PlatformServices {
  config: Config;
  clock: Clock;
  database: Database;
  egress: EgressGuard;
  events: EventBus;
  fanOut: FanOut;
  jobs: JobQueue;
  limiter: RateLimiter;
  /** Null without Redis: each process then counts for itself. */
  minutes: SharedMinutes | null;
  logger: Logger;
  metrics: Metrics;
  tracing: Tracing;
  vault: Vault;
  /** What readiness asks besides the database and the queue. */
  healthChecks: readonly HealthCheck[];
  /** Ends every connection and sends the last spans. */
  close(): Promise<void>;
}
