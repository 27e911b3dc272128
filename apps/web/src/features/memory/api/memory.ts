import {
  correctMemory,
  forgetMemory,
  forgetMyMemory,
  type Memory,
  myMemory,
  myRememberingAgents,
  type OwnMemory,
  pauseMemory,
} from '@agentforge/contracts/memory/endpoints';
import { useMutation, useQuery } from '@tanstack/react-query';
import { client } from '../../../shared/client.ts';
import { useCursorList } from '../../../shared/lists/use-cursor-list.ts';
import { memoryKey, useRefreshMemory } from '../../../shared/memory/memory-queries.ts';

export interface MemoryFilter {
  q: string;
  agentId: string | undefined;
}

export function useMyMemory({ q, agentId }: MemoryFilter) {
  return useCursorList<OwnMemory>([...memoryKey, 'list', q, agentId], (cursor, signal) =>
    client.call(myMemory, { query: { cursor, q: q || undefined, agent_id: agentId }, signal }),
  );
}

export function useRememberingAgents() {
  return useQuery({
    queryKey: [...memoryKey, 'agents'],
    queryFn: async ({ signal }) => (await client.call(myRememberingAgents, { signal })).data,
  });
}

export function useCorrectMemory() {
  const onSuccess = useRefreshMemory();
  return useMutation({
    mutationFn: ({ memory, text }: { memory: Pick<Memory, 'agent_id' | 'id'>; text: string }) =>
      client.call(correctMemory, { params: { agent_id: memory.agent_id, memory_id: memory.id }, body: { text } }),
    onSuccess,
  });
}

export function usePauseMemory() {
  const onSuccess = useRefreshMemory();
  return useMutation({
    mutationFn: ({ agentId, paused }: { agentId: string; paused: boolean }) =>
      client.call(pauseMemory, { params: { agent_id: agentId }, body: { paused } }),
    onSuccess,
  });
}

/** All that one agent remembers; without one, all that any does. */
export function useForget() {
  const onSuccess = useRefreshMemory();
  return useMutation({
    mutationFn: async (agentId: string | undefined): Promise<void> => {
      if (agentId === undefined) await client.call(forgetMyMemory, {});
      else await client.call(forgetMemory, { params: { agent_id: agentId } });
    },
    onSuccess,
  });
}
