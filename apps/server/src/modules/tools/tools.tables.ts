import { json } from '@agentforge/db/column-types';
import { tenantTable, timestamps } from '@agentforge/db/tenant-table';
import { sql } from 'drizzle-orm';
import { boolean, index, integer, text, uniqueIndex } from 'drizzle-orm/pg-core';

/** One configured tool. Secret fields and credential headers are sealed one by one; their last four characters are kept to show. */
export const tools = tenantTable(
  'tools',
  {
    type: text('type').notNull(),
    name: text('name').notNull(),
    description: text('description').notNull(),
    config: json<Record<string, unknown>>('config').notNull(),
    sealedSecrets: json<Record<string, string>>('sealed_secrets').notNull(),
    secretHints: json<Record<string, string>>('secret_hints').notNull(),
    isActive: boolean('is_active').notNull().default(true),
    revision: integer('revision').notNull().default(1),
    createdBy: text('created_by'),
    ...timestamps(),
  },
  (table) => [
    uniqueIndex('tools_name').on(table.tenantId, sql`lower(${table.name})`),
    index('tools_type').on(table.tenantId, table.type),
  ],
);
