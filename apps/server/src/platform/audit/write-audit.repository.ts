import type { Tx } from '@agentforge/db/database';
import { newId } from '@agentforge/kernel/ids';
import type { Actor, RequestFacts } from '../context.ts';

export interface AuditEntry {
  tenantId: string;
  action: string;
  result: 'success' | 'denied' | 'failed';
  actor: Actor;
  resource: { kind: string; id: string | null };
  request: RequestFacts;
  details: Record<string, unknown>;
}

const insert = `insert into audit_records
  (tenant_id, id, action, result, actor_kind, actor_id, actor_label, resource_kind, resource_id, ip, user_agent, request_id, details)
  values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)`;

/** Writes one record in the caller's transaction, so that data and record stand or fall together. */
export async function writeAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  const actor = describeActor(entry.actor);
  await tx.query(insert, [
    entry.tenantId,
    newId('audit'),
    entry.action,
    entry.result,
    entry.actor.kind,
    actor.id,
    actor.label,
    entry.resource.kind,
    entry.resource.id,
    entry.request.ip,
    entry.request.userAgent?.slice(0, 400) ?? null,
    entry.request.requestId,
    JSON.stringify(entry.details),
  ]);
}

/** Id and readable name of an actor, for records and lists. */
export function describeActor(actor: Actor): { id: string | null; label: string } {
  switch (actor.kind) {
    case 'user':
      return { id: actor.userId, label: actor.email };
    case 'api-key':
      return { id: actor.keyId, label: `API key ${actor.name}` };
    case 'webhook':
      return { id: actor.triggerId, label: `Webhook ${actor.name}` };
    case 'run':
      return { id: actor.runId, label: `Agent ${actor.name}` };
    case 'system':
      return { id: null, label: `system: ${actor.job}` };
    case 'anonymous':
      return { id: null, label: 'not signed in' };
  }
}
