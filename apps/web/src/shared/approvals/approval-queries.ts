import {
  type Approval,
  countApprovals,
  decideApproval,
  getApproval,
  listApprovals,
} from '@agentforge/contracts/approvals/endpoints';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../client.ts';
import { useCursorList } from '../lists/use-cursor-list.ts';

export type { Approval };
export type ApprovalTab = 'pending' | 'decided';

const pollMs = 5000;
const badgePollMs = 30_000;

export const approvalKeys = {
  all: ['approvals'] as const,
  list: (tab: ApprovalTab) => ['approvals', 'list', tab] as const,
  run: (runId: string) => ['approvals', 'run', runId] as const,
  one: (id: string) => ['approvals', 'one', id] as const,
  count: ['approvals', 'count'] as const,
};

/** The inbox. What waits is read again every five seconds while the page is looked at. */
export function useApprovals(tab: ApprovalTab) {
  return useCursorList<Approval>(
    approvalKeys.list(tab),
    (cursor, signal) => client.call(listApprovals, { query: { status: tab, limit: 25, cursor }, signal }),
    () => (tab === 'pending' ? pollMs : false),
  );
}

/** What one run waits for, and what was decided about it. */
export function useRunApprovals(runId: string) {
  return useQuery({
    queryKey: approvalKeys.run(runId),
    queryFn: async ({ signal }) =>
      (await client.call(listApprovals, { query: { run_id: runId, limit: 50 }, signal })).data,
    refetchInterval: pollMs,
    staleTime: 0,
  });
}

/** One approval; read again while it waits. */
export function useApproval(id: string) {
  return useQuery({
    queryKey: approvalKeys.one(id),
    queryFn: ({ signal }) => client.call(getApproval, { params: { approval_id: id }, signal }),
    refetchInterval: ({ state }) => (state.data?.status === 'pending' ? pollMs : false),
  });
}

/** How many wait for this person's word; at most 100 are counted. */
export function usePendingCount() {
  return useQuery({
    queryKey: approvalKeys.count,
    queryFn: async ({ signal }) => (await client.call(countApprovals, { signal })).waiting,
    refetchInterval: badgePollMs,
    staleTime: badgePollMs,
  });
}

export interface Decision {
  decision: 'approve' | 'reject' | 'happened' | 'did_not_happen' | 'retry';
  arguments?: Record<string, unknown>;
  comment?: string;
}

/** Decides for exactly what was shown: the hash of the arguments goes back with the word. Lists are read again after it. */
export function useDecide(approval: Approval) {
  const memory = useQueryClient();
  return useMutation({
    mutationFn: (decision: Decision) =>
      client.call(decideApproval, {
        params: { approval_id: approval.id },
        body: { ...decision, arguments_hash: approval.arguments_hash },
      }),
    onSettled: () => memory.invalidateQueries({ queryKey: approvalKeys.all }),
  });
}
