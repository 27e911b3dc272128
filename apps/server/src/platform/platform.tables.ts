import { json, moment } from '@agentforge/db/column-types';
import { tenantTable } from '@agentforge/db/tenant-table';
import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';

/** Who did what. Append-only: no role may change or delete a row. */
export const auditRecords = tenantTable(
  'audit_records',
  {
    at: moment('at').notNull().default(sql`now()`),
    action: text('action').notNull(),
    result: text('result').notNull(),
    actorKind: text('actor_kind').notNull(),
    actorId: text('actor_id'),
    actorLabel: text('actor_label').notNull(),
    resourceKind: text('resource_kind').notNull(),
    resourceId: text('resource_id'),
    ip: text('ip'),
    userAgent: text('user_agent'),
    requestId: text('request_id'),
    details: json<Record<string, unknown>>('details').notNull(),
  },
  (table) => [index('audit_records_action').on(table.tenantId, table.action)],
);

/** Events written with the data that caused them, until every listener has heard them. */
export const outboxEvents = tenantTable(
  'outbox_events',
  {
    type: text('type').notNull(),
    data: json<Record<string, unknown>>('data').notNull(),
    attempts: integer('attempts').notNull().default(0),
    nextTryAt: moment('next_try_at').notNull().default(sql`now()`),
    lastError: text('last_error'),
    createdAt: moment('created_at').notNull().default(sql`now()`),
  },
  (table) => [index('outbox_events_due').on(table.nextTryAt)],
);

/** Answers of writes that carried an Idempotency-Key, kept 24 hours. */
export const idempotencyKeys = tenantTable(
  'idempotency_keys',
  {
    principal: text('principal').notNull(),
    operation: text('operation').notNull(),
    key: text('key').notNull(),
    requestHash: text('request_hash').notNull(),
    answer: json<unknown>('answer'),
    createdAt: moment('created_at').notNull().default(sql`now()`),
  },
  (table) => [unique('idempotency_keys_once').on(table.tenantId, table.principal, table.operation, table.key)],
);

/** One data key per tenant, sealed with ENCRYPTION_KEY. Destroying the row makes its secrets unreadable for ever. */
export const tenantKeys = tenantTable('tenant_keys', {
  sealedKey: text('sealed_key').notNull(),
  createdAt: moment('created_at').notNull().default(sql`now()`),
});

/** Facts of the installation: key fingerprint, setup state. Not a tenant's. */
export const installationFacts = pgTable(
  'installation_facts',
  {
    name: text('name').notNull(),
    value: text('value').notNull(),
    createdAt: moment('created_at').notNull().default(sql`now()`),
  },
  (table) => [primaryKey({ columns: [table.name] })],
);
