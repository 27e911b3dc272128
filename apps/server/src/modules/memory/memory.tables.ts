import { json } from '@agentforge/db/column-types';
import { tenantTable, timestamps } from '@agentforge/db/tenant-table';
import { sql } from 'drizzle-orm';
import { customType, doublePrecision, index, text, uniqueIndex } from 'drizzle-orm/pg-core';

/** Of any length: models differ. */
const anyVector = customType<{ data: string }>({ dataType: () => 'vector' });

export const memories = tenantTable(
  'memories',
  {
    userId: text('user_id').notNull(),
    agentId: text('agent_id').notNull(),
    /** What it is about (`name`, `home`): a newer statement replaces the older. Else the folded text itself. */
    topic: text('topic').notNull(),
    kind: text('kind').notNull().default('fact'),
    /** `said`, `understood` or `written`. */
    how: text('how').notNull().default('said'),
    /** Personal data stands as tokens. */
    text: text('text').notNull(),
    /** The values behind the tokens, sealed. */
    hiddenValues: text('hidden_values'),
    conversationId: text('conversation_id'),
    runId: text('run_id'),
    messageId: text('message_id'),
    /** The newer one that counts instead; kept for a while so that it can be taken back. */
    supersededBy: text('superseded_by'),
    embeddingModel: text('embedding_model'),
    embedding: anyVector('embedding'),
    ...timestamps(),
  },
  (table) => [
    uniqueIndex('memories_topic')
      .on(table.tenantId, table.userId, table.agentId, table.topic)
      .where(sql`superseded_by is null`),
    index('memories_newest').on(table.tenantId, table.userId, table.agentId, table.updatedAt),
    index('memories_mine').on(table.tenantId, table.userId, table.id),
  ],
);

/** Agents a person has told to remember nothing. The id is `<user> <agent>`. */
export const memoryPauses = tenantTable('memory_pauses', {
  userId: text('user_id').notNull(),
  agentId: text('agent_id').notNull(),
  ...timestamps(),
});

/** What is to be learned from a run, and what was held back. The id is the run's. Forgotten after a week. */
export const memoryRuns = tenantTable(
  'memory_runs',
  {
    userId: text('user_id').notNull(),
    agentId: text('agent_id').notNull(),
    conversationId: text('conversation_id').notNull(),
    messageId: text('message_id').notNull(),
    /** `pending` until a model has read the message, then `done` or `failed`. */
    state: text('state').notNull(),
    /** The agent's model, for when no cheaper route is set. */
    modelId: text('model_id'),
    /** Values behind tokens of the message that may be kept, sealed. */
    hiddenValues: text('hidden_values'),
    held: json<string[]>('held').notNull(),
    usage: json<Record<string, number> | null>('usage'),
    costUsd: doublePrecision('cost_usd'),
    ...timestamps(),
  },
  (table) => [index('memory_runs_person').on(table.tenantId, table.userId)],
);
