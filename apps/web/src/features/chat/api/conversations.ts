import { listAgents } from '@agentforge/contracts/agents/endpoints';
import {
  deleteConversation,
  listConversations,
  listMyConversations,
  updateConversation,
} from '@agentforge/contracts/chat/endpoints';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../../../shared/client.ts';
import { useShowError } from '../../../shared/error-notice.tsx';
import { useCursorList } from '../../../shared/lists/use-cursor-list.ts';

export const conversationsKey = ['chat', 'conversations'] as const;

/** My conversations with one agent, newest first. `test`: those with its draft. */
export function useConversations(agentId: string, search: string, test: boolean) {
  return useCursorList([...conversationsKey, agentId, test, search], (cursor, signal) =>
    client.call(listConversations, {
      params: { agent_id: agentId },
      query: { limit: 30, test: String(test), ...(search && { q: search }), ...(cursor && { cursor }) },
      signal,
    }),
  );
}

/** My newest conversations with any agent. */
export function useRecentConversations() {
  return useQuery({
    queryKey: [...conversationsKey, 'recent'],
    queryFn: ({ signal }) => client.call(listMyConversations, { query: { limit: 6 }, signal }),
  });
}

/** Published agents. */
export function useChatAgents(search: string) {
  return useCursorList(['chat', 'agents', search], (cursor, signal) =>
    client.call(listAgents, {
      query: { limit: 48, published: 'true', ...(search && { q: search }), ...(cursor && { cursor }) },
      signal,
    }),
  );
}

export function useRenameConversation() {
  const memory = useQueryClient();
  return useMutation({
    mutationFn: ({ id, title }: { id: string; title: string }) =>
      client.call(updateConversation, { params: { conversation_id: id }, body: { title } }),
    onSuccess: () => memory.invalidateQueries({ queryKey: conversationsKey }),
  });
}

export function useDeleteConversation() {
  const memory = useQueryClient();
  const showError = useShowError();
  return useMutation({
    mutationFn: (id: string) => client.call(deleteConversation, { params: { conversation_id: id } }),
    onSuccess: () => memory.invalidateQueries({ queryKey: conversationsKey }),
    onError: showError,
  });
}
