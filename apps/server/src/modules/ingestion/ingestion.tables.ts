import { moment } from '@agentforge/db/column-types';
import { tenantTable } from '@agentforge/db/tenant-table';
import { text } from 'drizzle-orm/pg-core';

/**
 * Blobs that no document owns: noted before a blob is written and when its document goes, taken out when a document
 * takes it over. Whatever happens in between, the blob is found and removed.
 */
export const unownedBlobs = tenantTable('unowned_blobs', {
  key: text('key').notNull(),
  removeAfter: moment('remove_after').notNull(),
});
