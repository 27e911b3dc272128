import { listConversations, listMyConversations } from '@agentforge/contracts/chat/endpoints';
import { toPage } from '../../platform/pagination.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import { presentConversation } from './conversation-view.ts';
import { listConversationRows } from './conversations.repository.ts';

export function listConversationsVerb(): Verb {
  return verb(listConversations, async (context, { params, query }) => {
    const filter = {
      ...query,
      userId: context.requireUserId(),
      agentId: params.agent_id,
      channel: query.test ? 'test' : 'chat',
    };
    return toPage(await listConversationRows(context.tx, filter), query.limit, (row) => presentConversation(row));
  });
}

export function listMyConversationsVerb(): Verb {
  return verb(listMyConversations, async (context, { query }) => {
    const filter = { ...query, userId: context.requireUserId(), channel: 'chat' };
    return toPage(await listConversationRows(context.tx, filter), query.limit, (row) => presentConversation(row));
  });
}
