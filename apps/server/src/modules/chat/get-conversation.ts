import { getConversation } from '@agentforge/contracts/chat/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { presentConversation } from './conversation-view.ts';
import { findConversation, listMessages } from './conversations.repository.ts';
import { presentMessage, revealer } from './message-view.ts';
import { activeRunOf } from './runs.repository.ts';
import type { VaultKeeper } from './vault-keeper.ts';

export function getConversationVerb(deps: { vaults: VaultKeeper }): Verb {
  return verb(getConversation, async (context, { params }) => {
    const row = await findConversation(context.tx, params.conversation_id, context.requireUserId());
    if (!row) throw notFound('conversation');
    const vault = await deps.vaults.unseal(context.tenantId, row.id, row.piiVault, context.tx);
    const reveal = revealer(vault, false);
    const messages = await listMessages(context.tx, row.id);
    return {
      ...presentConversation(row, reveal),
      messages: messages.map((message) => presentMessage(message, reveal)),
      active_run_id: await activeRunOf(context.tx, row.id),
    };
  });
}
