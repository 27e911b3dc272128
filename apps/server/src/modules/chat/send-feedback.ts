import { sendFeedback } from '@agentforge/contracts/chat/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { findConversation, findMessage, keepFeedback } from './conversations.repository.ts';
import { presentMessage } from './message-view.ts';

export function sendFeedbackVerb(): Verb {
  return verb(sendFeedback, async (context, { params, body }) => {
    const message = await findMessage(context.tx, params.message_id);
    const mine = message && (await findConversation(context.tx, message.conversationId, context.requireUserId()));
    if (!message || !mine || message.role !== 'assistant') throw notFound('message');
    const row = await keepFeedback(context.tx, message.id, body.rating, body.comment);
    if (!row) throw notFound('message');
    await context.emit({ type: 'message.rated', data: { message_id: row.id, rating: body.rating } });
    return presentMessage(row);
  });
}
