import type { Tx } from '@agentforge/db/database';

/** A process that drives runs. It loses them when it does not renew within its lease. */
export interface Holder {
  id: string;
  leaseSeconds: number;
}

export interface Lease {
  tenantId: string;
  id: string;
  fence: number;
  /** Times it was taken over since it last settled. */
  attempts: number;
}

/**
 * Prolongs the leases this process holds. Answers those it still has, and which of them are to be cancelled: somebody
 * wants it, or their agent was paused while they were being begun.
 */
export async function renewLeases(
  tx: Tx,
  holder: Holder,
  runIds: readonly string[],
): Promise<{ id: string; fence: number; cancel: boolean }[]> {
  const { rows } = await tx.query<{ id: string; fence: number; cancel_requested: boolean }>(
    `update runs set lease_expires_at = now() + make_interval(secs => $3::float8)
      where lease_owner = $1 and id = any($2::text[]) and status in ('queued','running')
      returning id, fence, cancel_requested or exists (
        select 1 from run_pauses p where p.tenant_id = runs.tenant_id and p.agent_id in ('*', runs.agent_id)
      ) as cancel_requested`,
    [holder.id, [...runIds], holder.leaseSeconds],
  );
  return rows.map((row) => ({ id: row.id, fence: row.fence, cancel: row.cancel_requested }));
}

/**
 * Takes runs nobody drives: their lease is over, or they waited and their time has come. Each gets the next fence, which
 * shuts out whoever had it before.
 */
export async function takeAbandoned(tx: Tx, holder: Holder, limit: number): Promise<Lease[]> {
  const { rows } = await tx.query<LeaseRow>(
    `update runs set fence = fence + 1, lease_owner = $1, updated_at = now(),
            attempts = case when status in ('queued','running') then attempts + 1 else attempts end, status = 'running',
            lease_expires_at = now() + make_interval(secs => $3::float8)
      where (tenant_id, id) in (
        select tenant_id, id from runs
         where (status in ('queued','running') and (lease_expires_at is null or lease_expires_at < now()))
            or (status in ('waiting_approval','in_doubt') and (waits_until < now() or cancel_requested))
         order by lease_expires_at nulls first limit $2 for update skip locked)
      returning tenant_id, id, fence, attempts`,
    [holder.id, limit, holder.leaseSeconds],
  );
  return rows.map(toLease);
}

/** Takes one run, whoever had it; for continuing after a person decided. Null when it has ended. */
export async function takeRun(tx: Tx, holder: Holder, id: string): Promise<Lease | null> {
  const { rows } = await tx.query<LeaseRow>(
    `update runs set fence = fence + 1, lease_owner = $1, status = 'running', updated_at = now(),
            lease_expires_at = now() + make_interval(secs => $3::float8)
      where id = $2 and status in ('queued','waiting_approval','in_doubt') returning tenant_id, id, fence, attempts`,
    [holder.id, id, holder.leaseSeconds],
  );
  const row = rows[0];
  return row ? toLease(row) : null;
}

interface LeaseRow {
  tenant_id: string;
  id: string;
  fence: number;
  attempts: number;
}

function toLease(row: LeaseRow): Lease {
  return { tenantId: row.tenant_id, id: row.id, fence: row.fence, attempts: row.attempts };
}

/** Gives leases up, so that another process continues at once instead of when they expire. */
export async function releaseLeases(tx: Tx, holder: Holder): Promise<void> {
  await tx.query(
    `update runs set lease_expires_at = now() - interval '1 second' where lease_owner = $1 and status in ('queued','running')`,
    [holder.id],
  );
}

/** Ends the leases of everyone else. Only for a process that has the data to itself: they are dead. */
export async function endOtherLeases(tx: Tx, holder: Holder): Promise<void> {
  await tx.query(
    `update runs set lease_expires_at = now() - interval '1 second'
      where lease_owner is distinct from $1 and status in ('queued','running')`,
    [holder.id],
  );
}
