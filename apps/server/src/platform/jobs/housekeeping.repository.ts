import type { Tx } from '@agentforge/db/database';

/** True when this transaction may do the task: no other process is at it. */
export async function takeTurn(tx: Tx, task: string): Promise<boolean> {
  const { rows } = await tx.query<{ mine: boolean }>(
    `select pg_try_advisory_xact_lock(hashtext('agentforge housekeeping'), hashtext($1)) as mine`,
    [task],
  );
  return rows[0]?.mine === true;
}

/** Events that no listener took for a month: the listener is gone or will never manage. */
export async function forgetStuckEvents(tx: Tx): Promise<number> {
  const { rowCount } = await tx.query(`delete from outbox_events where created_at < now() - interval '30 days'`);
  return rowCount ?? 0;
}
