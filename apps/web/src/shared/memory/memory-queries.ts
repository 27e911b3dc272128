import {
  eraseMemory,
  type Memory,
  memoryOfRun,
  rememberThis,
  undoMemory,
} from '@agentforge/contracts/memory/endpoints';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../client.ts';

export const memoryKey = ['memory'] as const;

/** Everything that shows memories is read again. */
export function useRefreshMemory(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: memoryKey });
}

const lookAgainMs = 1500;
const mostLooks = 20;

/** What an answer has left in an agent's memory; looked at again while a model still reads what was said. */
export function useMemoryOfRun(agentId: string, runId: string) {
  return useQuery({
    queryKey: [...memoryKey, 'run', agentId, runId],
    queryFn: ({ signal }) =>
      client.call(memoryOfRun, { params: { agent_id: agentId }, query: { run_id: runId }, signal }),
    refetchInterval: ({ state }) =>
      state.data?.state === 'pending' && state.dataUpdateCount < mostLooks ? lookAgainMs : false,
  });
}

export function useUndoMemory() {
  const onSuccess = useRefreshMemory();
  return useMutation({
    mutationFn: ({ agent_id, id }: Pick<Memory, 'agent_id' | 'id'>) =>
      client.call(undoMemory, { params: { agent_id, memory_id: id } }),
    onSuccess,
  });
}

export function useEraseMemory() {
  const onSuccess = useRefreshMemory();
  return useMutation({
    mutationFn: ({ agent_id, id }: Pick<Memory, 'agent_id' | 'id'>) =>
      client.call(eraseMemory, { params: { agent_id, memory_id: id } }),
    onSuccess,
  });
}

export function useRemember() {
  const onSuccess = useRefreshMemory();
  return useMutation({
    mutationFn: ({ agentId, text, runId }: { agentId: string; text: string; runId?: string }) =>
      client.call(rememberThis, {
        params: { agent_id: agentId },
        body: { text, ...(runId === undefined ? {} : { run_id: runId }) },
      }),
    onSuccess,
  });
}
