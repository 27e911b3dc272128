import { deleteConversation } from '@agentforge/contracts/chat/endpoints';
import { AppError, notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import type { RunsDoor } from '../runs/index.ts';
import { deleteConversationRow, findConversation } from './conversations.repository.ts';

export function deleteConversationVerb({ runs }: { runs: RunsDoor }): Verb {
  return verb(deleteConversation, async (context, { params }) => {
    const row = await findConversation(context.tx, params.conversation_id, context.requireUserId());
    if (!row) throw notFound('conversation');
    if ((await runs.activeOf(context.tx, row.id)) !== null) {
      throw new AppError('conflict', {
        detail: 'The agent is still answering. Stop it first, then delete the conversation.',
      });
    }
    await runs.deleteOf(context.tx, row.id);
    await deleteConversationRow(context.tx, row.id);
    context.audit({ resource: { kind: 'conversations', id: row.id } });
    return undefined;
  });
}
