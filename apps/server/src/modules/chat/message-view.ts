import type { Message } from '@agentforge/contracts/chat/schemas';
import { message as messageSchema } from '@agentforge/contracts/chat/schemas';
import type { MessageRow } from './conversations.repository.ts';

/** What is shown of a message; its lists may be what a run has just made of them. */
export type ShownMessage = Pick<
  MessageRow,
  'id' | 'conversationId' | 'runId' | 'role' | 'content' | 'status' | 'error' | 'feedback' | 'createdAt'
> &
  Record<'citations' | 'toolCalls' | 'attachments' | 'guardrails' | 'fallbacks', readonly unknown[]>;

export function presentMessage(row: ShownMessage, reveal?: (text: string) => string): Message {
  const raw = {
    id: row.id,
    conversation_id: row.conversationId,
    run_id: row.runId,
    role: row.role,
    content: row.content,
    citations: row.citations,
    tool_calls: row.toolCalls,
    attachments: row.attachments,
    guardrails: row.guardrails,
    fallbacks: row.fallbacks,
    status: row.status,
    error: row.error,
    feedback: row.feedback,
    created_at: row.createdAt,
  };
  if (!reveal) return messageSchema.parse(raw);
  const shown: unknown = JSON.parse(JSON.stringify(raw), (_key, value: unknown) =>
    typeof value === 'string' && value.includes('[') ? reveal(value) : value,
  );
  return messageSchema.parse(shown);
}
