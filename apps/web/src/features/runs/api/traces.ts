import { getAgent, getVersion } from '@agentforge/contracts/agents/endpoints';
import { listRuns } from '@agentforge/contracts/chat/endpoints';
import { listModels } from '@agentforge/contracts/models/endpoints';
import { compareRuns, getRunTrace, replayRun } from '@agentforge/contracts/runs/endpoints';
import type { RunComparison, RunTrace, replayBody, TraceNode } from '@agentforge/contracts/runs/schemas';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { client } from '../../../shared/client.ts';
import { isActive, type Run } from './runs.ts';

export type { RunComparison, RunTrace, TraceNode };
export type ReplayBody = z.input<typeof replayBody>;

const pollMs = 2000;

/** The tree of a run, read again until the run is over. */
export function useTrace(runId: string) {
  return useQuery({
    queryKey: ['runs', runId, 'trace'],
    queryFn: ({ signal }) => client.call(getRunTrace, { params: { run_id: runId }, signal }),
    refetchInterval: ({ state }) => (state.data && isActive(state.data.status) ? pollMs : false),
  });
}

/** Runs that tried this one again, newest first. */
export function useReplays(runId: string, enabled: boolean) {
  return useQuery({
    queryKey: ['runs', runId, 'replays'],
    queryFn: async ({ signal }) =>
      (await client.call(listRuns, { query: { replay_of: runId, limit: 20 }, signal })).data,
    refetchInterval: ({ state }) => (state.data?.some((run) => isActive(run.status)) ? pollMs : false),
    enabled,
  });
}

export function useReplay(runId: string) {
  const memory = useQueryClient();
  return useMutation({
    mutationFn: (body: ReplayBody) => client.call(replayRun, { params: { run_id: runId }, body }),
    onSuccess: () => void memory.invalidateQueries({ queryKey: ['runs', runId, 'replays'] }),
  });
}

/** Two runs side by side, read again while one of them goes on. */
export function useComparison(leftId: string, rightId: string) {
  return useQuery({
    queryKey: ['runs', leftId, 'comparison', rightId],
    queryFn: ({ signal }) => client.call(compareRuns, { params: { run_id: leftId }, query: { with: rightId }, signal }),
    refetchInterval: ({ state }) =>
      state.data && (isActive(state.data.left.status) || isActive(state.data.right.status)) ? pollMs : false,
  });
}

/** The goal the run's agent had: of its version, or of the draft as it is now. */
export function useGoalOf(run: Run, enabled: boolean) {
  return useQuery({
    queryKey: ['runs', 'goal', run.agent_id, run.agent_version],
    queryFn: async ({ signal }) => {
      const params = { agent_id: run.agent_id };
      if (run.agent_version === 'draft') return (await client.call(getAgent, { params, signal })).goal;
      const version = run.agent_version;
      return (await client.call(getVersion, { params: { ...params, version }, signal })).definition.goal;
    },
    enabled,
    staleTime: 60_000,
  });
}

export function useChatModels(enabled: boolean) {
  return useQuery({
    queryKey: ['runs', 'models'],
    queryFn: async ({ signal }) => (await client.call(listModels, { query: { kind: 'chat' }, signal })).data,
    enabled,
    staleTime: 60_000,
  });
}
