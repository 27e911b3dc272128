import type { SqlConnection } from '@agentforge/db/sql-connection';

/** Lets tenant and system transactions enqueue: a job is inserted in its data's own transaction. */
export async function grantQueue(connection: SqlConnection): Promise<void> {
  await connection.exec(`
    grant usage on schema pgboss to agentforge_app, agentforge_system;
    grant select, insert on all tables in schema pgboss to agentforge_app, agentforge_system;
    grant execute on all functions in schema pgboss to agentforge_app, agentforge_system;
  `);
}
