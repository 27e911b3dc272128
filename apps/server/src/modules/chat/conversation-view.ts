import type { ConversationRow } from './conversations.repository.ts';

export function presentConversation(row: ConversationRow, reveal: (text: string) => string = (text) => text) {
  return {
    id: row.id,
    agent_id: row.agentId,
    title: reveal(row.title),
    messages_count: row.messagesCount,
    is_test: row.channel === 'test',
    created_at: row.createdAt,
    updated_at: row.updatedAt,
    policy: { edit: true, delete: true },
  };
}
