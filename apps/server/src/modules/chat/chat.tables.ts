import { json, moment } from '@agentforge/db/column-types';
import { tenantReference, tenantTable, timestamps } from '@agentforge/db/tenant-table';
import { sql } from 'drizzle-orm';
import { bigint, boolean, doublePrecision, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

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

/** A run is this row, its lease, and the events below. `input` and `definition` are what is needed to take it over. */
export const runs = tenantTable(
  'runs',
  {
    agentId: text('agent_id').notNull(),
    /** Null: the draft, whose definition is then kept in `definition`. */
    agentVersion: integer('agent_version'),
    definition: json<Record<string, unknown> | null>('definition'),
    conversationId: text('conversation_id').notNull(),
    userMessageId: text('user_message_id').notNull(),
    messageId: text('message_id').notNull(),
    userId: text('user_id').notNull(),
    input: json<Record<string, unknown>>('input').notNull(),
    status: text('status').notNull(),
    reason: text('reason'),
    reasonCode: text('reason_code'),
    modelId: text('model_id'),
    usage: json<Record<string, number>>('usage').notNull(),
    costUsd: doublePrecision('cost_usd'),
    costIsLowerBound: boolean('cost_is_lower_bound').notNull().default(false),
    /** Fencing token: each holder has a higher one than the last. */
    fence: integer('fence').notNull().default(1),
    /** Times it was taken over since it last settled; a run that takes its holder down each time is given up. */
    attempts: integer('attempts').notNull().default(0),
    leaseOwner: text('lease_owner'),
    leaseExpiresAt: moment('lease_expires_at'),
    cancelRequested: boolean('cancel_requested').notNull().default(false),
    waitsUntil: moment('waits_until'),
    finishedAt: moment('finished_at'),
    ...timestamps(),
  },
  (table) => [
    index('runs_lease').on(table.status, table.leaseExpiresAt),
    index('runs_conversation').on(table.tenantId, table.conversationId, table.id),
    index('runs_agent').on(table.tenantId, table.agentId, table.id),
    tenantReference({ from: [table.tenantId, table.conversationId], to: conversations, onDelete: 'cascade' }),
  ],
);

/** The truth of a run. Append-only; `sequence` = fence × 2^32 + counter, so a later holder's events sort after. */
export const runEvents = pgTable(
  'run_events',
  {
    tenantId: text('tenant_id').notNull(),
    runId: text('run_id').notNull(),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    type: text('type').notNull(),
    data: json<unknown>('data').notNull(),
    at: bigint('at', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ name: 'run_events_pkey', columns: [table.tenantId, table.runId, table.sequence] }),
    tenantReference({ from: [table.tenantId, table.runId], to: runs, onDelete: 'cascade' }),
  ],
);
