import { updateConversation } from '@agentforge/contracts/chat/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { presentConversation } from './conversation-view.ts';
import { findConversation, renameConversation } from './conversations.repository.ts';

export function updateConversationVerb(): Verb {
  return verb(updateConversation, async (context, { params, body }) => {
    const found = await findConversation(context.tx, params.conversation_id, context.requireUserId());
    const row = found ? await renameConversation(context.tx, found.id, body.title) : null;
    if (!row) throw notFound('conversation');
    return presentConversation(row);
  });
}
