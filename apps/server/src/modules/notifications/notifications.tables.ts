import { moment } from '@agentforge/db/column-types';
import { tenantTable, timestamps } from '@agentforge/db/tenant-table';
import { sql } from 'drizzle-orm';
import { boolean, index, integer, text, unique } from 'drizzle-orm/pg-core';

/** One e-mail to one person. Its address and text are read when it is sent. */
export const mails = tenantTable(
  'mails',
  {
    userId: text('user_id').notNull(),
    topic: text('topic').notNull(),
    subjectId: text('subject_id').notNull(),
    /** How often what it is about was escalated. */
    level: integer('level').notNull(),
    status: text('status').notNull().default('queued'),
    attempts: integer('attempts').notNull().default(0),
    error: text('error'),
    /** While a worker is at it; over, when the worker died. */
    claimedUntil: moment('claimed_until'),
    sentAt: moment('sent_at'),
    ...timestamps(),
  },
  (table) => [
    unique('mails_once').on(table.tenantId, table.userId, table.topic, table.subjectId, table.level),
    index('mails_open').on(table.tenantId, table.status).where(sql`status in ('queued', 'sending', 'failed')`),
  ],
);

export const notificationPreferences = tenantTable(
  'notification_preferences',
  { userId: text('user_id').notNull(), approvalsByEmail: boolean('approvals_by_email').notNull(), ...timestamps() },
  (table) => [unique('notification_preferences_once').on(table.tenantId, table.userId)],
);
