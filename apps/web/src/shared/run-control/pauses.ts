import { cancelAllRuns, listRunPauses, resumeRuns } from '@agentforge/contracts/run-control/endpoints';
import type { RunPause } from '@agentforge/contracts/run-control/schemas';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../client.ts';

const pausesKey = ['run-pauses'] as const;
const lookEveryMs = 30_000;

/** What is paused: all agents, or some. Looked at again every half minute. */
export function useRunPauses() {
  return useQuery({
    queryKey: pausesKey,
    queryFn: async ({ signal }) => (await client.call(listRunPauses, { signal })).data,
    staleTime: lookEveryMs,
    refetchInterval: lookEveryMs,
  });
}

/** The pause that keeps this agent from answering: its own, or that of all agents. */
export function usePauseOf(agentId: string): RunPause | undefined {
  return useRunPauses().data?.find(({ agent_id }) => agent_id === null || agent_id === agentId);
}

function useRefresh() {
  const memory = useQueryClient();
  return () => {
    for (const queryKey of [pausesKey, ['runs'], ['approvals']]) void memory.invalidateQueries({ queryKey });
  };
}

export interface StopAll {
  /** All agents without it. */
  agentId: string | undefined;
  pause: boolean;
  reason: string;
}

export function useStopAllRuns() {
  const onSettled = useRefresh();
  return useMutation({
    mutationFn: ({ agentId, pause, reason }: StopAll) =>
      client.call(cancelAllRuns, { body: { ...(agentId && { agent_id: agentId }), pause, reason } }),
    onSettled,
  });
}

export function useResumeRuns() {
  const onSettled = useRefresh();
  return useMutation({
    mutationFn: (agentId: string | null) =>
      client.call(resumeRuns, { query: agentId === null ? {} : { agent_id: agentId } }),
    onSettled,
  });
}
