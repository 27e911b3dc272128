import { json, moment } from '@agentforge/db/column-types';
import { tenantTable, timestamps } from '@agentforge/db/tenant-table';
import { index, integer, text } from 'drizzle-orm/pg-core';

export interface Vote {
  by: string;
  user_id: string;
  decision: string;
  comment: string;
  at: string;
}

/** The inbox: a readable copy of what runs wait for. The run's log decides; rows follow it. */
export const approvals = tenantTable(
  'approvals',
  {
    kind: text('kind').notNull(),
    status: text('status').notNull(),
    runId: text('run_id').notNull(),
    conversationId: text('conversation_id').notNull(),
    agentId: text('agent_id').notNull(),
    agentName: text('agent_name').notNull(),
    callId: text('call_id').notNull(),
    toolId: text('tool_id').notNull(),
    functionName: text('function_name').notNull(),
    arguments: json<Record<string, unknown>>('arguments').notNull(),
    argumentsHash: text('arguments_hash').notNull(),
    risk: text('risk').notNull(),
    reason: text('reason').notNull(),
    taint: json<{ label: string; source: string }[]>('taint').notNull(),
    requestedBy: text('requested_by').notNull(),
    requestedByLabel: text('requested_by_label').notNull(),
    approvers: json<string[]>('approvers').notNull(),
    quorum: integer('quorum').notNull(),
    votes: json<Vote[]>('votes').notNull(),
    expiresAt: moment('expires_at'),
    ...timestamps(),
  },
  (table) => [
    index('approvals_inbox').on(table.tenantId, table.status, table.id),
    index('approvals_run').on(table.tenantId, table.runId),
  ],
);
