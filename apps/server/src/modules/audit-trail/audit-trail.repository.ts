import type { Tx } from '@agentforge/db/database';
import { and, desc, eq, gte, ilike, lt, lte, or } from 'drizzle-orm';
import { likePattern } from '../../platform/pagination.ts';
import { auditRecords } from '../../platform/platform.tables.ts';

export type AuditRow = typeof auditRecords.$inferSelect;

export interface AuditFilter {
  limit: number;
  cursor?: string | undefined;
  q?: string | undefined;
  action?: string | undefined;
  actor_id?: string | undefined;
  resource_id?: string | undefined;
  result?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

export async function listAuditRows(tx: Tx, filter: AuditFilter): Promise<AuditRow[]> {
  const pattern = likePattern(filter.q);
  const conditions = [
    filter.cursor === undefined ? undefined : lt(auditRecords.id, filter.cursor),
    filter.action === undefined ? undefined : eq(auditRecords.action, filter.action),
    filter.actor_id === undefined ? undefined : eq(auditRecords.actorId, filter.actor_id),
    filter.resource_id === undefined ? undefined : eq(auditRecords.resourceId, filter.resource_id),
    filter.result === undefined ? undefined : eq(auditRecords.result, filter.result),
    filter.from === undefined ? undefined : gte(auditRecords.at, filter.from),
    filter.to === undefined ? undefined : lte(auditRecords.at, filter.to),
    pattern === null ? undefined : or(ilike(auditRecords.action, pattern), ilike(auditRecords.actorLabel, pattern)),
  ];
  return tx.orm
    .select()
    .from(auditRecords)
    .where(and(...conditions))
    .orderBy(desc(auditRecords.id))
    .limit(filter.limit + 1);
}
