import { diffVersion, getAgent, listAgents, listVersions } from '@agentforge/contracts/agents/endpoints';
import type { AnswerOf } from '@agentforge/contracts/shared/endpoint';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { client } from '../../../shared/client.ts';
import { callVersioned } from '../../../shared/versioned.ts';

export const hubTabs = ['all', 'published', 'drafts', 'archived'] as const;
export type HubTab = (typeof hubTabs)[number];

export type AgentVersion = AnswerOf<typeof listVersions>['data'][number];
export type AgentChange = AnswerOf<typeof diffVersion>['changes'][number];

export const agentKeys = {
  all: ['agents'] as const,
  lists: ['agents', 'list'] as const,
  list: (tab: HubTab, q: string) => ['agents', 'list', tab, q] as const,
  one: (id: string) => ['agents', 'one', id] as const,
  versions: (id: string) => ['agents', 'one', id, 'versions'] as const,
  diff: (id: string, from: number, to: number | 'draft') => ['agents', 'one', id, 'diff', from, to] as const,
};

const filters = {
  all: {},
  published: { published: 'true' },
  drafts: { status: 'draft' },
  archived: { status: 'archived' },
} as const;

export function useAgents(tab: HubTab, q: string) {
  return useInfiniteQuery({
    queryKey: agentKeys.list(tab, q),
    queryFn: ({ pageParam, signal }) =>
      client.call(listAgents, {
        query: { limit: 24, cursor: pageParam || undefined, q: q || undefined, ...filters[tab] },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: (previous) => previous,
  });
}

/** One agent with the ETag that a change has to name. */
export function useAgent(agentId: string) {
  return useQuery({
    queryKey: agentKeys.one(agentId),
    queryFn: ({ signal }) => callVersioned(getAgent, { params: { agent_id: agentId }, signal }),
  });
}

export function useVersions(agentId: string) {
  return useInfiniteQuery({
    queryKey: agentKeys.versions(agentId),
    queryFn: ({ pageParam, signal }) =>
      client.call(listVersions, {
        params: { agent_id: agentId },
        query: { limit: 50, cursor: pageParam || undefined },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

/** What changed between two versions, or a version and the draft; `from` undefined asks nothing. */
export function useDiff(agentId: string, from: number | undefined, to: number | 'draft') {
  return useQuery({
    queryKey: agentKeys.diff(agentId, from ?? 0, to),
    queryFn: ({ signal }) =>
      client.call(diffVersion, { params: { agent_id: agentId, version: from ?? 0 }, query: { to }, signal }),
    enabled: from !== undefined && from !== to,
    // The draft changes under the hands.
    staleTime: to === 'draft' ? 0 : 600_000,
  });
}
