import { getAgent } from '@agentforge/contracts/agents/endpoints';
import { queryOptions } from '@tanstack/react-query';
import { client } from '../client.ts';

/** The agent a conversation is with. */
export function agentQuery(agentId: string) {
  return queryOptions({
    queryKey: ['chat', 'agent', agentId],
    queryFn: ({ signal }) => client.call(getAgent, { params: { agent_id: agentId }, signal }),
    staleTime: 60_000,
  });
}
