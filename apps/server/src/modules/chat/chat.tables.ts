import { json } from '@agentforge/db/column-types';
import { tenantReference, tenantTable, timestamps } from '@agentforge/db/tenant-table';
import { sql } from 'drizzle-orm';
import { index, integer, text } from 'drizzle-orm/pg-core';

export const conversations = tenantTable(
  'conversations',
  {
    agentId: text('agent_id').notNull(),
    userId: text('user_id').notNull(),
    title: text('title').notNull(),
    /** Where it is held: `chat`, `test` (in the Studio) or `api` (an OpenAI client, which keeps its own history). */
    channel: text('channel').notNull().default('chat'),
    messagesCount: integer('messages_count').notNull().default(0),
    /** The values behind `[EMAIL_1]` tokens, sealed. */
    piiVault: text('pii_vault'),
    ...timestamps(),
  },
  (table) => [
    index('conversations_mine').on(table.tenantId, table.userId, table.id),
    index('conversations_agent').on(table.tenantId, table.agentId),
  ],
);

/** What the beginning of a conversation was about, up to and with a message. The id is the conversation's. */
export const conversationSummaries = tenantTable(
  'conversation_summaries',
  {
    throughMessageId: text('through_message_id').notNull(),
    text: text('text').notNull(),
    /** Where what it covers came from; the runs that read it are labelled so. */
    labels: json<unknown[]>('labels').notNull(),
    modelId: text('model_id').notNull(),
    runId: text('run_id').notNull(),
    ...timestamps(),
  },
  (table) => [tenantReference({ from: [table.tenantId, table.id], to: conversations, onDelete: 'cascade' })],
);

export const messages = tenantTable(
  'messages',
  {
    conversationId: text('conversation_id').notNull(),
    runId: text('run_id'),
    role: text('role').notNull(),
    content: text('content').notNull(),
    status: text('status').notNull(),
    citations: json<unknown[]>('citations').notNull(),
    toolCalls: json<unknown[]>('tool_calls').notNull(),
    attachments: json<unknown[]>('attachments').notNull(),
    guardrails: json<unknown[]>('guardrails').notNull(),
    fallbacks: json<unknown[]>('fallbacks').notNull().default(sql`'[]'::jsonb`),
    /** Where its content came from (`untrusted`, `private`, `secret`), for the runs that read it as history. */
    labels: json<unknown[]>('labels').notNull().default(sql`'[]'::jsonb`),
    error: text('error'),
    feedback: text('feedback'),
    feedbackComment: text('feedback_comment'),
    ...timestamps(),
  },
  (table) => [
    index('messages_conversation').on(table.tenantId, table.conversationId, table.id),
    tenantReference({ from: [table.tenantId, table.conversationId], to: conversations, onDelete: 'cascade' }),
  ],
);
