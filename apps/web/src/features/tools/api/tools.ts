import { deleteTool, duplicateTool, importOpenApi, listTools } from '@agentforge/contracts/tools/endpoints';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../../shared/client.ts';
import { toolKeys } from '../../../shared/tool-form/tool-queries.ts';

export interface ToolFilter {
  q: string;
  /** Empty: all kinds. */
  type: string;
}

export function useTools({ q, type }: ToolFilter) {
  return useInfiniteQuery({
    queryKey: toolKeys.list({ q, type }),
    queryFn: ({ pageParam, signal }) =>
      client.call(listTools, {
        query: { limit: 50, cursor: pageParam || undefined, q: q || undefined, type: type || undefined },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: (previous) => previous,
  });
}

export function useDuplicateTool() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (toolId: string) => client.call(duplicateTool, { params: { tool_id: toolId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: toolKeys.lists }),
  });
}

export function useDeleteTool() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (toolId: string) => client.call(deleteTool, { params: { tool_id: toolId } }),
    onSuccess: (_, toolId) => {
      queries.removeQueries({ queryKey: toolKeys.one(toolId) });
      return queries.invalidateQueries({ queryKey: toolKeys.lists });
    },
  });
}

/** Reads an OpenAPI document into drafts; nothing is saved. */
export function useReadOpenApi() {
  return useMutation({
    mutationFn: (source: { url: string } | { document: string }) => client.call(importOpenApi, { body: source }),
  });
}
