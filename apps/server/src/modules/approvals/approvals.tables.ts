import { json, moment } from '@agentforge/db/column-types';
import { tenantTable, timestamps } from '@agentforge/db/tenant-table';
import { boolean, index, integer, text } from 'drizzle-orm/pg-core';

export interface Vote {
  by: string;
  user_id: string;
  decision: string;
  comment: string;
  at: string;
  /** Whose place was taken. */
  on_behalf_of?: { id: string; label: string };
  /** Given for arguments that were changed afterwards; it counts no longer. */
  superseded?: boolean;
}

export interface AskedLevel {
  level: number;
  approvers: string[];
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
    /** Everyone asked so far; `escalations` says who came when. */
    approvers: json<string[]>('approvers').notNull(),
    requesterMayApprove: boolean('requester_may_approve').notNull(),
    quorum: integer('quorum').notNull(),
    votes: json<Vote[]>('votes').notNull(),
    escalations: json<AskedLevel[]>('escalations').notNull(),
    escalatesAt: moment('escalates_at'),
    expiresAt: moment('expires_at'),
    closedAt: moment('closed_at'),
    ...timestamps(),
  },
  (table) => [
    index('approvals_inbox').on(table.tenantId, table.status, table.id),
    index('approvals_run').on(table.tenantId, table.runId),
  ],
);

/** Who decides in a person's place, and when. */
export const approvalStandIns = tenantTable(
  'approval_stand_ins',
  {
    userId: text('user_id').notNull(),
    standInId: text('stand_in_id').notNull(),
    startsAt: moment('starts_at').notNull(),
    endsAt: moment('ends_at').notNull(),
    note: text('note').notNull(),
    ...timestamps(),
  },
  (table) => [
    index('approval_stand_ins_given').on(table.tenantId, table.userId),
    index('approval_stand_ins_taken').on(table.tenantId, table.standInId, table.endsAt),
  ],
);
