import type { Tx } from '@agentforge/db/database';
import { and, desc, eq, lt } from 'drizzle-orm';
import { triggerDeliveries } from './triggers.tables.ts';

export type DeliveryRow = typeof triggerDeliveries.$inferSelect;

/** Days a delivery is kept after it was last seen. Senders repeat for some three days at most. */
const keptDays = 14;

/**
 * Claims an event inside the run's own transaction; false when it was claimed before. A second claim waits for the first
 * transaction to end, so it never answers before there is a run.
 */
export async function claimDelivery(
  tx: Tx,
  row: { id: string; triggerId: string; dedupeKey: string; eventId: string; isTest: boolean },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into trigger_deliveries (tenant_id, id, trigger_id, dedupe_key, event_id, status, is_test)
     values ($1,$2,$3,$4,$5,'accepted',$6) on conflict on constraint trigger_deliveries_once do nothing`,
    [tx.tenantId, row.id, row.triggerId, row.dedupeKey, row.eventId, row.isTest],
  );
  return rowCount === 1;
}

export async function keepRun(tx: Tx, id: string, runId: string): Promise<void> {
  await tx.query('update trigger_deliveries set run_id = $3 where tenant_id = $1 and id = $2', [
    tx.tenantId,
    id,
    runId,
  ]);
}

/** The delivery of an event that came before, counted once more; null when this is the first. */
export async function repeatDelivery(
  tx: Tx,
  triggerId: string,
  dedupeKey: string,
): Promise<{ eventId: string; runId: string } | null> {
  const { rows } = await tx.query<{ event_id: string; run_id: string }>(
    `update trigger_deliveries set attempts = attempts + 1, last_received_at = now()
      where tenant_id = $1 and trigger_id = $2 and dedupe_key = $3 and run_id is not null returning event_id, run_id`,
    [tx.tenantId, triggerId, dedupeKey],
  );
  const [row] = rows;
  return row ? { eventId: row.event_id, runId: row.run_id } : null;
}

/** One line per key; a further one with the same key only counts. */
export async function recordRefusal(
  tx: Tx,
  row: {
    tenantId: string;
    id: string;
    triggerId: string;
    dedupeKey: string;
    eventId: string | null;
    reason: string;
    isTest: boolean;
  },
): Promise<void> {
  // Selected, so that a trigger deleted in the meantime has none instead of failing.
  await tx.query(
    `insert into trigger_deliveries (tenant_id, id, trigger_id, dedupe_key, event_id, status, reason, is_test)
     select $1,$2,id,$4,$5,'refused',$6,$7 from webhook_triggers where tenant_id = $1 and id = $3
     on conflict on constraint trigger_deliveries_once
     do update set attempts = trigger_deliveries.attempts + 1, reason = excluded.reason, last_received_at = now()`,
    [row.tenantId, row.id, row.triggerId, row.dedupeKey, row.eventId, row.reason, row.isTest],
  );
}

export async function findDeliveryOfEvent(tx: Tx, triggerId: string, eventId: string): Promise<DeliveryRow | null> {
  const [row] = await tx.orm
    .select()
    .from(triggerDeliveries)
    .where(and(eq(triggerDeliveries.triggerId, triggerId), eq(triggerDeliveries.eventId, eventId)))
    .orderBy(desc(triggerDeliveries.id))
    .limit(1);
  return row ?? null;
}

export async function listDeliveryRows(
  tx: Tx,
  filter: { triggerId: string; limit: number; cursor?: string | undefined; status?: string | undefined },
): Promise<DeliveryRow[]> {
  return tx.orm
    .select()
    .from(triggerDeliveries)
    .where(
      and(
        eq(triggerDeliveries.triggerId, filter.triggerId),
        filter.cursor === undefined ? undefined : lt(triggerDeliveries.id, filter.cursor),
        filter.status === undefined ? undefined : eq(triggerDeliveries.status, filter.status),
      ),
    )
    .orderBy(desc(triggerDeliveries.id))
    .limit(filter.limit + 1);
}

/** In a system transaction: of every tenant. */
export async function forgetOldDeliveries(tx: Tx): Promise<number> {
  const { rowCount } = await tx.query(
    'delete from trigger_deliveries where last_received_at < now() - make_interval(days => $1)',
    [keptDays],
  );
  return rowCount ?? 0;
}
