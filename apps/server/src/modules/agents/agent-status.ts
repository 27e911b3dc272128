import { AppError } from '@agentforge/kernel/errors';
import type { AgentRow } from './agents.repository.ts';
import type { AgentStatus } from './agents.tables.ts';

export function neverPublished(): AppError {
  return new AppError('rule_broken', {
    detail: 'Only a published agent can be active. Publish it: that makes it active.',
    errors: [{ path: 'status', message: 'needs a published version' }],
  });
}

/** `active` needs a live version and `draft` none; pausing and archiving are always possible. */
export function nextStatus(row: AgentRow, wanted: AgentStatus | undefined): AgentStatus {
  if (wanted === undefined || wanted === row.status) return row.status;
  if (wanted === 'active' && row.liveVersion === null) throw neverPublished();
  if (wanted === 'draft' && row.liveVersion !== null) {
    throw new AppError('rule_broken', {
      detail: 'This agent is published. Unpublish it to make it a draft again, or pause it.',
      errors: [{ path: 'status', message: 'is not possible while a version is live' }],
    });
  }
  return wanted;
}
