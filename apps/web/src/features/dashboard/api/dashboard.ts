import { listAgents } from '@agentforge/contracts/agents/endpoints';
import { listMyConversations } from '@agentforge/contracts/chat/endpoints';
import type { AnswerOf } from '@agentforge/contracts/shared/endpoint';
import { dashboard } from '@agentforge/contracts/tenants/endpoints';
import { useQuery } from '@tanstack/react-query';
import { client } from '../../../shared/client.ts';
import { useSession } from '../../../shared/session.tsx';

export type Dashboard = AnswerOf<typeof dashboard>;

const recent = 5;

export function useDashboard() {
  return useQuery({ queryKey: ['dashboard'], queryFn: ({ signal }) => client.call(dashboard, { signal }) });
}

export function useRecentAgents() {
  const { can } = useSession();
  return useQuery({
    queryKey: ['dashboard', 'agents'],
    queryFn: async ({ signal }) => (await client.call(listAgents, { query: { limit: recent }, signal })).data,
    enabled: can('agents:read'),
  });
}

export function useRecentConversations() {
  const { can } = useSession();
  return useQuery({
    queryKey: ['dashboard', 'conversations'],
    queryFn: async ({ signal }) => (await client.call(listMyConversations, { query: { limit: recent }, signal })).data,
    enabled: can('agents:execute'),
  });
}
