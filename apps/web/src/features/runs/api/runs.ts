import { listAgents } from '@agentforge/contracts/agents/endpoints';
import { cancelRun, getConversation, getRun, listRuns } from '@agentforge/contracts/chat/endpoints';
import type { AnswerOf } from '@agentforge/contracts/shared/endpoint';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../../../shared/client.ts';
import { useCursorList } from '../../../shared/lists/use-cursor-list.ts';

export type Run = AnswerOf<typeof getRun>;
export type RunRow = AnswerOf<typeof listRuns>['data'][number];
export type RunStep = Run['steps'][number];
export type RunStatus = Run['status'];

export const runStatuses = [
  'queued',
  'running',
  'waiting_approval',
  'in_doubt',
  'completed',
  'failed',
  'cancelled',
] as const;

const listPollMs = 5000;
const tracePollMs = 2000;
const active = new Set<RunStatus>(['queued', 'running', 'waiting_approval', 'in_doubt']);

/** Whether a run is not over: it may still change, and can be stopped. */
export function isActive(status: RunStatus): boolean {
  return active.has(status);
}

export interface RunFilter {
  status: RunStatus | undefined;
  agentId: string | undefined;
}

/** Runs, newest first; read again while one of those shown goes on. */
export function useRuns({ status, agentId }: RunFilter) {
  return useCursorList<RunRow>(
    ['runs', 'list', status, agentId],
    (cursor, signal) => client.call(listRuns, { query: { status, agent_id: agentId, cursor, limit: 50 }, signal }),
    (rows) => (rows.some((run) => isActive(run.status)) ? listPollMs : false),
  );
}

/** One run with its steps, read again until it is over. */
export function useRun(runId: string) {
  return useQuery({
    queryKey: ['runs', runId],
    queryFn: ({ signal }) => client.call(getRun, { params: { run_id: runId }, signal }),
    refetchInterval: ({ state }) => (state.data && isActive(state.data.status) ? tracePollMs : false),
  });
}

export function useCancelRun(runId: string) {
  const memory = useQueryClient();
  return useMutation({
    mutationFn: () => client.call(cancelRun, { params: { run_id: runId } }),
    onSuccess: (run) => {
      memory.setQueryData(['runs', runId], run);
      void memory.invalidateQueries({ queryKey: ['runs', 'list'] });
      void memory.invalidateQueries({ queryKey: ['approvals'] });
    },
  });
}

/** Whether the conversation of a run may be opened: builders see others' runs, never their conversations. */
export function useMayOpen(conversationId: string | undefined): boolean {
  const conversation = useQuery({
    queryKey: ['runs', 'conversation', conversationId],
    queryFn: ({ signal }) =>
      client.call(getConversation, { params: { conversation_id: conversationId ?? '' }, signal }),
    enabled: conversationId !== undefined,
    retry: false,
    staleTime: 60_000,
  });
  return conversation.isSuccess;
}

/** Agents to choose from, by name. */
export function useAgentChoices(q: string) {
  return useQuery({
    queryKey: ['runs', 'agents', q],
    queryFn: async ({ signal }) =>
      (await client.call(listAgents, { query: { q: q || undefined, limit: 50 }, signal })).data,
    placeholderData: (previous) => previous,
    staleTime: 60_000,
  });
}
