import { getConversation } from '@agentforge/contracts/chat/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { type RunsDoor, revealer } from '../runs/index.ts';
import { presentConversation } from './conversation-view.ts';
import { findConversation, listMessages } from './conversations.repository.ts';
import { presentMessage } from './message-view.ts';

export function getConversationVerb({ runs }: { runs: RunsDoor }): Verb {
  return verb(getConversation, async (context, { params }) => {
    const row = await findConversation(context.tx, params.conversation_id, context.requireUserId());
    if (!row) throw notFound('conversation');
    const vault = await runs.vaults.unseal(context.tenantId, row.id, row.piiVault, context.tx);
    const reveal = revealer(vault, false);
    const messages = await listMessages(context.tx, row.id);
    return {
      ...presentConversation(row, reveal),
      messages: messages.map((message) => presentMessage(message, reveal)),
      active_run_id: await runs.activeOf(context.tx, row.id),
    };
  });
}
