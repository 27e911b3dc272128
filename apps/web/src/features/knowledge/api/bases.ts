import {
  createKnowledgeBase,
  deleteKnowledgeBase,
  getKnowledgeBase,
  listKnowledgeBases,
  updateKnowledgeBase,
} from '@agentforge/contracts/knowledge/endpoints';
import type { createKnowledgeBaseBody, updateKnowledgeBaseBody } from '@agentforge/contracts/knowledge/schemas';
import { listModels } from '@agentforge/contracts/models/endpoints';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { client } from '../../../shared/client.ts';
import { useCursorList } from '../../../shared/lists/use-cursor-list.ts';
import { callVersioned, ifMatch } from '../../../shared/versioned.ts';

export const basesKey = ['knowledge', 'bases'] as const;
export const baseKey = (id: string) => ['knowledge', 'base', id] as const;

export function useKnowledgeBases(search: string) {
  return useCursorList([...basesKey, search], (cursor, signal) =>
    client.call(listKnowledgeBases, {
      query: { limit: 30, ...(search && { q: search }), ...(cursor && { cursor }) },
      signal,
    }),
  );
}

/** One knowledge base with the version it was read under. */
export function useKnowledgeBase(id: string) {
  return useQuery({
    queryKey: baseKey(id),
    queryFn: ({ signal }) => callVersioned(getKnowledgeBase, { params: { knowledge_base_id: id }, signal }),
  });
}

export function useCreateBase() {
  const memory = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof createKnowledgeBaseBody>) => client.call(createKnowledgeBase, { body }),
    onSuccess: () => memory.invalidateQueries({ queryKey: basesKey }),
  });
}

export interface BaseChange {
  body: z.input<typeof updateKnowledgeBaseBody>;
  etag: string | undefined;
}

export function useUpdateBase(id: string) {
  const memory = useQueryClient();
  return useMutation({
    mutationFn: ({ body, etag }: BaseChange) =>
      client.call(updateKnowledgeBase, { params: { knowledge_base_id: id }, body, headers: ifMatch(etag) }),
    onSuccess: () => memory.invalidateQueries({ queryKey: ['knowledge'] }),
  });
}

export function useDeleteBase(id: string) {
  const memory = useQueryClient();
  return useMutation({
    mutationFn: () => client.call(deleteKnowledgeBase, { params: { knowledge_base_id: id } }),
    onSuccess: () => {
      memory.removeQueries({ queryKey: baseKey(id) });
      return memory.invalidateQueries({ queryKey: basesKey });
    },
  });
}

export function useEmbeddingModels() {
  return useQuery({
    queryKey: ['knowledge', 'embedding-models'],
    queryFn: ({ signal }) => client.call(listModels, { query: { kind: 'embedding' }, signal }),
    staleTime: 60_000,
  });
}
