import { listApprovers } from '@agentforge/contracts/approvals/endpoints';
import type { Approver } from '@agentforge/contracts/approvals/schemas';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { client } from '../client.ts';

export type { Approver };

/** People and roles whose name contains `text`. */
export function useApproverSearch(text: string) {
  return useQuery({
    queryKey: ['approvers', 'search', text],
    queryFn: ({ signal }) => client.call(listApprovers, { query: { q: text }, signal }),
    select: (answer) => answer.data,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** The names behind ids, in their order; nothing is asked for no ids. */
export function useApproverNames(ids: readonly string[]) {
  const wanted = [...new Set(ids)].toSorted();
  return useQuery({
    queryKey: ['approvers', 'names', wanted],
    queryFn: ({ signal }) => client.call(listApprovers, { query: { ids: wanted.join(',') }, signal }),
    select: (answer) => new Map(answer.data.map((one) => [one.id, one])),
    enabled: wanted.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
