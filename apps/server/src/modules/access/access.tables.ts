import { json, moment } from '@agentforge/db/column-types';
import { tenantTable, timestamps } from '@agentforge/db/tenant-table';
import { text, unique } from 'drizzle-orm/pg-core';

export const roles = tenantTable(
  'roles',
  {
    /** `super_admin`, `admin`, `user`, `viewer` for the default roles. */
    defaultKey: text('default_key'),
    name: text('name').notNull(),
    description: text('description').notNull(),
    permissions: json<string[]>('permissions').notNull(),
    ...timestamps(),
  },
  (table) => [
    unique('roles_name').on(table.tenantId, table.name),
    unique('roles_default_key').on(table.tenantId, table.defaultKey),
  ],
);

/** Only the SHA-256 of a key is kept. */
export const apiKeys = tenantTable(
  'api_keys',
  {
    userId: text('user_id').notNull(),
    name: text('name').notNull(),
    prefix: text('prefix').notNull(),
    keyHash: text('key_hash').notNull(),
    scopes: json<string[]>('scopes').notNull(),
    agentIds: json<string[] | null>('agent_ids'),
    expiresAt: moment('expires_at'),
    lastUsedAt: moment('last_used_at'),
    ...timestamps(),
  },
  (table) => [unique('api_keys_hash').on(table.keyHash)],
);
