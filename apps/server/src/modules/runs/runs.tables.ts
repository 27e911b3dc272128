import { json, moment } from '@agentforge/db/column-types';
import { tenantReference, tenantTable, timestamps } from '@agentforge/db/tenant-table';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

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
    /** `chat`, `test`, `api`, `webhook` … */
    origin: text('origin').notNull().default('chat'),
    /** A replay: the run it was forked from, and its own first model turn. It answers nobody. */
    replayOf: text('replay_of'),
    forkStep: integer('fork_step'),
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
    /** The run that asked for this one with a call of its own, which `parent_key` names. */
    parentRunId: text('parent_run_id'),
    parentKey: text('parent_key'),
    /** 0 for a run that a person asked for. */
    depth: integer('depth').notNull().default(0),
    finishedAt: moment('finished_at'),
    ...timestamps(),
  },
  (table) => [
    index('runs_lease').on(table.status, table.leaseExpiresAt),
    index('runs_conversation').on(table.tenantId, table.conversationId, table.id),
    index('runs_agent').on(table.tenantId, table.agentId, table.id),
    index('runs_replays').on(table.tenantId, table.replayOf),
    // One call of a parent is one run, however often it is asked for.
    uniqueIndex('runs_parent').on(table.tenantId, table.parentRunId, table.parentKey),
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

/** What may not begin a run: an agent, or `*` for all of the tenant. */
export const runPauses = pgTable(
  'run_pauses',
  {
    tenantId: text('tenant_id').notNull(),
    agentId: text('agent_id').notNull(),
    reason: text('reason').notNull(),
    userId: text('user_id').notNull(),
    createdAt: moment('created_at').notNull().default(sql`now()`),
  },
  (table) => [primaryKey({ name: 'run_pauses_pkey', columns: [table.tenantId, table.agentId] })],
);
