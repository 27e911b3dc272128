import type { SqlConnection } from '@agentforge/db/sql-connection';

/**
 * Hands jobs back that a worker had when it died, instead of waiting until it counts as silent. Only for a process that has
 * the data to itself. One that used up its tries is left to the queue, which ends it: it may be what kills the workers.
 */
export async function handBackJobsOfTheDead(connection: SqlConnection): Promise<void> {
  await connection.exec(
    `update pgboss.job set state = 'retry', heartbeat_on = null, start_after = now()
      where state = 'active' and retry_count < retry_limit`,
  );
}
