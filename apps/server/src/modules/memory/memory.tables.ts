import { tenantTable, timestamps } from '@agentforge/db/tenant-table';
import { index, text, uniqueIndex } from 'drizzle-orm/pg-core';

export const memories = tenantTable(
  'memories',
  {
    userId: text('user_id').notNull(),
    agentId: text('agent_id').notNull(),
    /** What it is about (`name`, `home`): a newer statement replaces the older. Else the folded text itself. */
    topic: text('topic').notNull(),
    text: text('text').notNull(),
    runId: text('run_id'),
    messageId: text('message_id'),
    ...timestamps(),
  },
  (table) => [
    uniqueIndex('memories_topic').on(table.tenantId, table.userId, table.agentId, table.topic),
    index('memories_newest').on(table.tenantId, table.userId, table.agentId, table.updatedAt),
  ],
);
