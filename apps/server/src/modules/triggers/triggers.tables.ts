import { moment } from '@agentforge/db/column-types';
import { tenantReference, tenantTable, timestamps } from '@agentforge/db/tenant-table';
import { sql } from 'drizzle-orm';
import { boolean, index, integer, text, unique } from 'drizzle-orm/pg-core';
import { agents } from '../agents/index.ts';

export const webhookTriggers = tenantTable(
  'webhook_triggers',
  {
    agentId: text('agent_id').notNull(),
    name: text('name').notNull(),
    messageTemplate: text('message_template').notNull(),
    isActive: boolean('is_active').notNull().default(true),
    /** Whose rights its runs have. */
    createdBy: text('created_by').notNull(),
    secret: text('secret').notNull(),
    secretHint: text('secret_hint').notNull(),
    /** The secret before the last rotation, accepted until then. */
    previousSecret: text('previous_secret'),
    previousSecretUntil: moment('previous_secret_until'),
    ...timestamps(),
  },
  (table) => [
    index('webhook_triggers_agent').on(table.tenantId, table.agentId),
    index('webhook_triggers_by_id').on(table.id),
    tenantReference({ from: [table.tenantId, table.agentId], to: agents, onDelete: 'cascade' }),
  ],
);

/** What arrived. The unique key is what makes an event start one run. */
export const triggerDeliveries = tenantTable(
  'trigger_deliveries',
  {
    triggerId: text('trigger_id').notNull(),
    /** `event:<id>` of what was accepted; refusals have keys of their own, so that they can be delivered again. */
    dedupeKey: text('dedupe_key').notNull(),
    eventId: text('event_id'),
    status: text('status').notNull(),
    reason: text('reason'),
    runId: text('run_id'),
    isTest: boolean('is_test').notNull().default(false),
    attempts: integer('attempts').notNull().default(1),
    receivedAt: moment('received_at').notNull().default(sql`now()`),
    lastReceivedAt: moment('last_received_at').notNull().default(sql`now()`),
  },
  (table) => [
    unique('trigger_deliveries_once').on(table.tenantId, table.triggerId, table.dedupeKey),
    index('trigger_deliveries_age').on(table.lastReceivedAt),
    tenantReference({ from: [table.tenantId, table.triggerId], to: webhookTriggers, onDelete: 'cascade' }),
  ],
);
