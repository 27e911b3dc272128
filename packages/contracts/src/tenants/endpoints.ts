import { z } from 'zod';
import { endpoint } from '../shared/endpoint.ts';
import { id, shortText, timestamp } from '../shared/schemas.ts';

export const tenant = z
  .object({
    id: id('tenant'),
    name: z.string(),
    slug: z.string(),
    created_at: timestamp,
    updated_at: timestamp,
  })
  .meta({ id: 'Tenant' });

export const getCurrentTenant = endpoint({
  id: 'tenants.current',
  method: 'GET',
  path: '/api/v1/tenants/current',
  access: 'signed-in',
  summary: 'My organization',
  answer: tenant,
});

export const updateCurrentTenant = endpoint({
  id: 'tenants.update_current',
  method: 'PATCH',
  path: '/api/v1/tenants/current',
  access: 'settings:write',
  summary: 'Rename my organization',
  body: z.strictObject({ name: shortText(120) }),
  answer: tenant,
});

const tableCheck = z.object({ table: z.string(), ok: z.boolean(), detail: z.string().nullable() });

export const isolationCheck = endpoint({
  id: 'tenants.isolation_check',
  method: 'GET',
  path: '/api/v1/tenants/current/isolation-check',
  access: 'security:audit',
  summary: 'Proves on the running database that no table shows another tenant’s rows',
  answer: z.object({ ok: z.boolean(), checked_at: timestamp, tables: z.array(tableCheck) }),
  audited: true,
});

const count = z.number().int().nullable();

export const dashboard = endpoint({
  id: 'dashboard.get',
  method: 'GET',
  path: '/api/v1/dashboard',
  access: 'signed-in',
  summary: 'Counts and first steps for the start page; what I may not see is null',
  answer: z.object({
    agents: count,
    published_agents: count,
    knowledge_bases: count,
    documents_ready: count,
    tools: count,
    conversations_7d: count,
    has_real_model: z.boolean(),
  }),
});
