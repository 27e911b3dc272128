import type { Database } from '@agentforge/db/database';
import type { Config } from '../platform/config/config.ts';
import type { FanOut } from '../platform/fan-out/fan-out.ts';
import { LocalFanOut } from '../platform/fan-out/local-fan-out.ts';
import { PostgresFanOut } from '../platform/fan-out/postgres-fan-out.ts';
import type { RateLimiter } from '../platform/http/rate-limiter.ts';
import type { HealthCheck } from '../platform/http/system-routes.ts';
import { RedisFanOut } from '../platform/redis/redis-fan-out.ts';
import { RedisMinutes } from '../platform/redis/redis-minutes.ts';
import { RedisRateLimiter } from '../platform/redis/redis-rate-limiter.ts';
import type { SharedMinutes } from '../platform/shared-minutes.ts';
import type { Logger } from '../platform/telemetry/logger.ts';

interface SharedState {
  fanOut: FanOut;
  limiter: RateLimiter;
  minutes: SharedMinutes | null;
  healthChecks: readonly HealthCheck[];
  close(): Promise<void>;
}

interface SharedStateOptions {
  config: Pick<Config, 'redisUrl'>;
  database: Database;
  logger: Logger;
  local: RateLimiter;
}

/** What processes share beside the database: through Redis, else PostgreSQL, else only this process. */
export async function openShared({ config, database, logger, local }: SharedStateOptions): Promise<SharedState> {
  if (config.redisUrl === null) {
    const fanOut = database.kind === 'postgresql' ? new PostgresFanOut(database, logger) : new LocalFanOut(logger);
    const off: HealthCheck = { name: 'redis', optional: true, check: async () => 'off' };
    return { fanOut, limiter: local, minutes: null, healthChecks: [off], close: () => fanOut.close() };
  }
  // Its client is 20 MB that an installation without Redis does not need.
  const { checkRedis, openRedis } = await import('../platform/redis/redis-connection.ts');
  const commands = openRedis(config.redisUrl, 'commands', logger);
  const fanOut = new RedisFanOut(commands, openRedis(config.redisUrl, 'subscriptions', logger), logger);
  return {
    fanOut,
    limiter: new RedisRateLimiter(commands, local),
    minutes: new RedisMinutes(commands),
    healthChecks: [{ name: 'redis', optional: true, check: () => checkRedis(commands) }],
    close: async () => {
      await fanOut.close();
      commands.disconnect();
    },
  };
}
