import { listAuditRecords } from '@agentforge/contracts/audit/endpoints';
import { toPage } from '../../platform/pagination.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import { type AuditRow, listAuditRows } from './audit-trail.repository.ts';

export function listAuditRecordsVerb(): Verb {
  return verb(listAuditRecords, async (context, { query }) =>
    toPage(await listAuditRows(context.tx, query), query.limit, present),
  );
}

const results = { success: 'success', denied: 'denied', failed: 'failed' } as const;

function present(row: AuditRow) {
  return {
    id: row.id,
    at: row.at,
    action: row.action,
    result: row.result === 'denied' ? results.denied : row.result === 'failed' ? results.failed : results.success,
    actor: { kind: row.actorKind, id: row.actorId, label: row.actorLabel },
    resource: { kind: row.resourceKind, id: row.resourceId },
    ip: row.ip,
    user_agent: row.userAgent,
    request_id: row.requestId,
    details: row.details,
  };
}
