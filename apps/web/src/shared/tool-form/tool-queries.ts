import type { AnswerOf } from '@agentforge/contracts/shared/endpoint';
import {
  createTool,
  getTool,
  listTools,
  listToolTypes,
  patchTool,
  putTool,
  testTool,
  testToolDraft,
} from '@agentforge/contracts/tools/endpoints';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../client.ts';
import { callVersioned, ifMatch } from '../versioned.ts';

export type ToolType = AnswerOf<typeof listToolTypes>['data'][number];
export type ToolTestResult = AnswerOf<typeof testTool>;

export interface ToolDraft {
  type: string;
  name: string;
  description: string;
  config: Record<string, unknown>;
  is_active: boolean;
}

export const toolKeys = {
  all: ['tools'] as const,
  types: ['tools', 'types'] as const,
  lists: ['tools', 'list'] as const,
  list: (filter: Readonly<Record<string, string | undefined>>) => ['tools', 'list', filter] as const,
  one: (id: string) => ['tools', 'one', id] as const,
};

/** The catalogue of kinds. It changes with the server's version only. */
export function useToolTypes() {
  return useQuery({
    queryKey: toolKeys.types,
    queryFn: ({ signal }) => client.call(listToolTypes, { signal }),
    staleTime: 600_000,
    select: (answer) => answer.data,
  });
}

/** Up to 100 tools for a picker, found by name. */
export function useToolChoices(search: string) {
  return useQuery({
    queryKey: toolKeys.list({ q: search, choices: 'yes' }),
    queryFn: ({ signal }) => client.call(listTools, { query: { limit: 100, q: search || undefined }, signal }),
    select: (answer) => answer.data,
    placeholderData: (previous) => previous,
  });
}

/** One tool with the ETag a change has to name. */
export function useTool(toolId: string | undefined) {
  return useQuery({
    queryKey: toolKeys.one(toolId ?? ''),
    queryFn: ({ signal }) => callVersioned(getTool, { params: { tool_id: toolId ?? '' }, signal }),
    enabled: toolId !== undefined,
  });
}

export function useCreateTool() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ToolDraft) => client.call(createTool, { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: toolKeys.lists }),
  });
}

export interface ToolChange {
  toolId: string;
  etag: string | undefined;
  body: Partial<Omit<ToolDraft, 'type'>>;
}

export function useUpdateTool() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ toolId, etag, body }: ToolChange) =>
      callVersioned(patchTool, { params: { tool_id: toolId }, body, headers: ifMatch(etag) }),
    onSuccess: (saved) => {
      queries.setQueryData(toolKeys.one(saved.value.id), saved);
      void queries.invalidateQueries({ queryKey: toolKeys.lists });
    },
  });
}

export interface ToolTry {
  /** A saved tool, else the draft is called. */
  toolId: string | undefined;
  draft: ToolDraft;
  function: string | undefined;
  parameters: Record<string, unknown>;
}

/** Calls a tool once; a call that fails on the other side is an answer too (`ok: false`). */
export function useTestTool() {
  return useMutation({
    mutationFn: ({ toolId, draft, parameters, function: name }: ToolTry): Promise<ToolTestResult> =>
      toolId === undefined
        ? client.call(testToolDraft, { body: { ...draft, parameters } })
        : client.call(testTool, {
            params: { tool_id: toolId },
            body: { parameters, ...(name === undefined ? {} : { function: name }) },
          }),
  });
}

export interface ToolReplacement {
  toolId: string;
  etag: string | undefined;
  body: Omit<ToolDraft, 'type'>;
}

/** Saves a whole form: what was emptied there is emptied on the server; secrets that are left out stay. */
export function useReplaceTool() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ toolId, etag, body }: ToolReplacement) =>
      callVersioned(putTool, { params: { tool_id: toolId }, body, headers: ifMatch(etag) }),
    onSuccess: (saved) => {
      queries.setQueryData(toolKeys.one(saved.value.id), saved);
      void queries.invalidateQueries({ queryKey: toolKeys.lists });
    },
  });
}
