import { z } from 'zod';
import { permissions } from '../shared/permissions.ts';
import { id, rowPolicy, shortText, timestamp } from '../shared/schemas.ts';

export const permissionName = z.enum(permissions);

export const role = z
  .object({
    id: id('role'),
    name: z.string(),
    description: z.string(),
    permissions: z.array(permissionName),
    /** Default roles can be edited (not Super Admin) and reset, never renamed or deleted. */
    is_default: z.boolean(),
    users_count: z.number().int(),
    created_at: timestamp,
    updated_at: timestamp,
    policy: rowPolicy.optional(),
  })
  .meta({ id: 'Role' });

export type Role = z.output<typeof role>;

export const roleBody = z.strictObject({
  name: shortText(80),
  description: z.string().trim().max(500).default(''),
  permissions: z.array(permissionName).max(permissions.length),
});

export const permission = z.object({ name: permissionName, group: z.string(), description: z.string() });

export const apiKey = z
  .object({
    id: id('API key'),
    name: z.string(),
    /** First characters, to recognise it by. */
    prefix: z.string(),
    scopes: z.array(permissionName),
    agent_ids: z.array(id('agent')).nullable(),
    user_id: id('user'),
    expires_at: timestamp.nullable(),
    last_used_at: timestamp.nullable(),
    created_at: timestamp,
  })
  .meta({ id: 'ApiKey' });

export const createApiKeyBody = z.strictObject({
  name: shortText(80),
  /** A subset of the creator's own permissions. */
  scopes: z.array(permissionName).min(1).max(permissions.length),
  agent_ids: z.array(id('agent')).max(100).nullable().default(null),
  expires_in_days: z.number().int().min(1).max(3650).nullable().default(365),
});
