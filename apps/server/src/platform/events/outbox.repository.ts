import type { Tx } from '@agentforge/db/database';
import { newId } from '@agentforge/kernel/ids';
import { isJsonObject, type JsonObject } from '@agentforge/kernel/json';
import type { DeliveredEvent, DomainEvent } from './domain-event.ts';

export async function writeEvent(tx: Tx, tenantId: string, event: DomainEvent): Promise<string> {
  const id = newId('event');
  await tx.query('insert into outbox_events (tenant_id, id, type, data) values ($1,$2,$3,$4)', [
    tenantId,
    id,
    event.type,
    JSON.stringify(event.data),
  ]);
  return id;
}

interface Row {
  tenant_id: string;
  id: string;
  type: string;
  data: unknown;
  attempts: number;
}

/** Takes due events for this transaction; other processes pass over them. */
export async function takeDueEvents(tx: Tx, limit: number): Promise<(DeliveredEvent & { attempts: number })[]> {
  const { rows } = await tx.query<Row>(
    `select tenant_id, id, type, data, attempts from outbox_events
      where next_try_at <= now() order by id limit $1 for update skip locked`,
    [limit],
  );
  return rows.map((row) => {
    const data: JsonObject = isJsonObject(row.data) ? row.data : {};
    return { id: row.id, tenantId: row.tenant_id, type: row.type, data, attempts: row.attempts };
  });
}

export async function deleteEvent(tx: Tx, event: DeliveredEvent): Promise<void> {
  await tx.query('delete from outbox_events where tenant_id = $1 and id = $2', [event.tenantId, event.id]);
}

/** Puts an event off: 5 s, 10 s, 20 s … at most an hour. */
export async function delayEvent(tx: Tx, event: DeliveredEvent, error: string): Promise<void> {
  await tx.query(
    `update outbox_events set attempts = attempts + 1, last_error = $3,
        next_try_at = now() + make_interval(secs => least(3600, 5 * power(2, least(attempts, 12))))
      where tenant_id = $1 and id = $2`,
    [event.tenantId, event.id, error.slice(0, 500)],
  );
}
