import { messageOf } from '@agentforge/kernel/errors';
import { Redis } from 'ioredis';
import type { Logger } from '../telemetry/logger.ts';

/**
 * A connection that comes back by itself and never makes a request wait for it: commands fail at once while Redis is away
 * and after 500 ms when it does not answer. Redis holds nothing that may not be lost.
 */
export function openRedis(url: string, purpose: string, logger: Logger): Redis {
  const redis = new Redis(url, {
    connectionName: `agentforge-${purpose}`,
    connectTimeout: 2000,
    commandTimeout: 500,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    autoResubscribe: false,
    retryStrategy: (attempts) => Math.min(100 * 2 ** Math.min(attempts, 5), 2000),
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  });
  let away = false;
  redis.on('error', (error) => {
    if (!away) logger.warn({ purpose, error: messageOf(error) }, 'Redis is away; this process goes on without it');
    away = true;
  });
  redis.on('ready', () => {
    if (away) logger.info({ purpose }, 'Redis is back');
    away = false;
  });
  return redis;
}

/** For readiness. Throws when Redis does not answer. */
export async function checkRedis(redis: Redis): Promise<void> {
  if (redis.status !== 'ready') throw new Error('Redis cannot be reached; limits count per process until it is back');
  await redis.ping();
}
