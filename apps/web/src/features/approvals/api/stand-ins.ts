import { createStandIn, deleteStandIn, listColleagues, listStandIns } from '@agentforge/contracts/approvals/endpoints';
import type { StandIn } from '@agentforge/contracts/approvals/schemas';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { approvalKeys } from '../../../shared/approvals/approval-queries.ts';
import { client } from '../../../shared/client.ts';

export type { StandIn };

const standInKey = [...approvalKeys.all, 'stand-ins'];

export function useStandIns() {
  return useQuery({
    queryKey: standInKey,
    queryFn: ({ signal }) => client.call(listStandIns, { signal }),
    select: (answer) => answer.data,
  });
}

/** Nobody is looked for until two letters are typed. */
export function useColleagues(text: string) {
  const q = text.trim();
  return useQuery({
    queryKey: ['colleagues', q],
    queryFn: ({ signal }) => client.call(listColleagues, { query: { q }, signal }),
    select: (answer) => answer.data,
    enabled: q.length >= 2,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

export interface NewStandIn {
  user_id: string;
  starts_at: string;
  ends_at: string;
  note: string;
}

export function useNameStandIn() {
  const memory = useQueryClient();
  return useMutation({
    mutationFn: (body: NewStandIn) => client.call(createStandIn, { body }),
    onSuccess: () => memory.invalidateQueries({ queryKey: standInKey }),
  });
}

export function useEndStandIn() {
  const memory = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call(deleteStandIn, { params: { stand_in_id: id } }),
    onSuccess: () => memory.invalidateQueries({ queryKey: standInKey }),
  });
}
