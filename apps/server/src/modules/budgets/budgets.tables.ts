import { json, moment } from '@agentforge/db/column-types';
import { tenantTable, timestamps } from '@agentforge/db/tenant-table';
import { bigint, boolean, doublePrecision, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/** Names a counter: what is counted, for whom, and in which period (`2026-01-31` or `total`). */
export interface CounterKey {
  scope: string;
  scope_id: string;
  period_key: string;
}

const amount = (name: string) => bigint(name, { mode: 'number' }).notNull().default(0);
const money = (name: string) => doublePrecision(name).notNull().default(0);

export const budgetLimits = tenantTable(
  'budget_limits',
  {
    position: integer('position').notNull(),
    scope: text('scope').notNull(),
    /** `*`: each of its kind by itself. */
    scopeId: text('scope_id').notNull(),
    period: text('period').notNull(),
    maxTokens: bigint('max_tokens', { mode: 'number' }),
    maxCostUsd: doublePrecision('max_cost_usd'),
    maxRuns: bigint('max_runs', { mode: 'number' }),
    maxSteps: bigint('max_steps', { mode: 'number' }),
    maxToolCalls: bigint('max_tool_calls', { mode: 'number' }),
    maxSeconds: bigint('max_seconds', { mode: 'number' }),
    softRatio: doublePrecision('soft_ratio'),
    ...timestamps(),
  },
  (table) => [index('budget_limits_scope').on(table.tenantId, table.scope, table.scopeId)],
);

/** Counts how often the list of limits was replaced, for If-Match. */
export const budgetRevisions = pgTable('budget_revisions', {
  tenantId: text('tenant_id').primaryKey(),
  revision: integer('revision').notNull(),
});

/** What is used and held back. Rows exist only where a limit does, from its first use on. */
export const budgetCounters = pgTable(
  'budget_counters',
  {
    tenantId: text('tenant_id').notNull(),
    scope: text('scope').notNull(),
    scopeId: text('scope_id').notNull(),
    periodKey: text('period_key').notNull(),
    tokensUsed: amount('tokens_used'),
    tokensReserved: amount('tokens_reserved'),
    costUsed: money('cost_used'),
    costReserved: money('cost_reserved'),
    /** A call of unknown price was made, so more was spent. */
    costIsLowerBound: boolean('cost_is_lower_bound').notNull().default(false),
    runsUsed: amount('runs_used'),
    stepsUsed: amount('steps_used'),
    toolCallsUsed: amount('tool_calls_used'),
    secondsUsed: money('seconds_used'),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [
    primaryKey({
      name: 'budget_counters_pkey',
      columns: [table.tenantId, table.scope, table.periodKey, table.scopeId],
    }),
    index('budget_counters_age').on(table.updatedAt),
  ],
);

/** The worst case of a call that is going on. A released one is kept for a day, should its call end after all. */
export const budgetReservations = tenantTable(
  'budget_reservations',
  {
    runId: text('run_id').notNull(),
    counters: json<CounterKey[]>('counters').notNull(),
    /** Held back in each of its counters; 0 once released. */
    tokens: amount('tokens'),
    cost: money('cost'),
    /** What is sent for certain: charged when nobody says how the call ended. */
    inputTokens: amount('input_tokens'),
    inputCost: money('input_cost'),
    released: boolean('released').notNull().default(false),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [index('budget_reservations_expiry').on(table.expiresAt)],
);
