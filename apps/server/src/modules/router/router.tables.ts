import { moment } from '@agentforge/db/column-types';
import { tenantTable } from '@agentforge/db/tenant-table';
import { sql } from 'drizzle-orm';
import { customType, index } from 'drizzle-orm/pg-core';

const anyVector = customType<{ data: string }>({ dataType: () => 'vector' });

/** Vectors by what they are of; the id is a hash of connection, model and text. What is not used any more is dropped. */
export const embeddingCache = tenantTable(
  'embedding_cache',
  {
    vector: anyVector('vector').notNull(),
    usedAt: moment('used_at').notNull().default(sql`now()`),
  },
  (table) => [index('embedding_cache_used').on(table.tenantId, table.usedAt)],
);
