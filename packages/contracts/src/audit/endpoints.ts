import { z } from 'zod';
import { endpoint } from '../shared/endpoint.ts';
import { id, jsonObject, listQuery, page, timestamp } from '../shared/schemas.ts';

export const auditRecord = z
  .object({
    id: id('audit record'),
    at: timestamp,
    action: z.string(),
    result: z.enum(['success', 'denied', 'failed']),
    actor: z.object({ kind: z.string(), id: z.string().nullable(), label: z.string() }),
    resource: z.object({ kind: z.string(), id: z.string().nullable() }),
    ip: z.string().nullable(),
    user_agent: z.string().nullable(),
    request_id: z.string().nullable(),
    details: jsonObject,
  })
  .meta({ id: 'AuditRecord' });

export const listAuditRecords = endpoint({
  id: 'audit.list',
  method: 'GET',
  path: '/api/v1/audit-logs',
  access: 'security:audit',
  summary: 'Who did what, when, from where, with what result',
  query: listQuery.extend({
    action: z.string().max(80).optional(),
    actor_id: z.string().max(64).optional(),
    resource_id: z.string().max(64).optional(),
    result: z.enum(['success', 'denied', 'failed']).optional(),
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
  }),
  answer: page(auditRecord),
});
