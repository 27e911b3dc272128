import { type auditRecord, listAuditRecords } from '@agentforge/contracts/audit/endpoints';
import type { z } from 'zod';
import { client } from '../../../shared/client.ts';
import { useCursorList } from '../../../shared/lists/use-cursor-list.ts';
import { type AuditFilter, queryOf } from '../audit-filter.ts';

export type AuditRecord = z.output<typeof auditRecord>;

export function useAuditRecords(filter: AuditFilter) {
  return useCursorList<AuditRecord>(['audit', filter], (cursor, signal) =>
    client.call(listAuditRecords, { query: { ...queryOf(filter), cursor, limit: 50 }, signal }),
  );
}
