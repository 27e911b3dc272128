import {
  addDocuments,
  deleteDocument,
  downloadDocument,
  getDocument,
  getDocumentContent,
  listChunks,
  listDocuments,
  reindexDocument,
} from '@agentforge/contracts/knowledge/endpoints';
import type { addDocumentBody, Document } from '@agentforge/contracts/knowledge/schemas';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { z } from 'zod';
import { client } from '../../../shared/client.ts';
import { useShowError } from '../../../shared/error-notice.tsx';
import { useCursorList } from '../../../shared/lists/use-cursor-list.ts';
import { saveFile } from '../../../shared/save-file.ts';
import { isProcessing, pollInterval } from '../processing.ts';
import { baseKey } from './bases.ts';

export const documentsKey = (baseId: string) => ['knowledge', 'documents', baseId] as const;

export interface DocumentFilter {
  search: string;
  status: Document['status'] | undefined;
}

/** Documents of a knowledge base; looks again by itself while one is being processed. */
export function useDocuments(baseId: string, { search, status }: DocumentFilter) {
  const memory = useQueryClient();
  const query = useInfiniteQuery({
    queryKey: [...documentsKey(baseId), search, status],
    queryFn: ({ pageParam, signal }) =>
      client.call(listDocuments, {
        params: { knowledge_base_id: baseId },
        query: {
          limit: 25,
          ...(search && { q: search }),
          ...(status && { status }),
          ...(pageParam && { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => pollInterval(state.data?.pages.flatMap((page) => page.data) ?? [], Date.now()),
  });
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.data) ?? [], [query.data]);
  const busy = rows.filter(isProcessing).length;
  // The counts of the knowledge base follow when a document is done.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the number is the event
  useEffect(() => void memory.invalidateQueries({ queryKey: baseKey(baseId) }), [memory, baseId, busy]);
  return { query, rows };
}

export function useDocument(id: string) {
  return useQuery({
    queryKey: ['knowledge', 'document', id],
    queryFn: ({ signal }) => client.call(getDocument, { params: { document_id: id }, signal }),
    refetchInterval: ({ state }) => pollInterval(state.data ? [state.data] : [], Date.now()),
  });
}

/** A stretch of the extracted text; `end` undefined reads to the end. */
export function useDocumentContent(id: string, start: number, end: number) {
  return useQuery({
    queryKey: ['knowledge', 'document', id, 'content', start, end],
    queryFn: ({ signal }) =>
      client.call(getDocumentContent, { params: { document_id: id }, query: { start, end }, signal }),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
}

export function useChunks(id: string) {
  return useCursorList(['knowledge', 'document', id, 'chunks'], (cursor, signal) =>
    client.call(listChunks, { params: { document_id: id }, query: { limit: 50, ...(cursor && { cursor }) }, signal }),
  );
}

export function useAddDocument(baseId: string) {
  const memory = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof addDocumentBody>) =>
      client.call(addDocuments, { params: { knowledge_base_id: baseId }, body }),
    onSuccess: () => memory.invalidateQueries({ queryKey: documentsKey(baseId) }),
  });
}

export function useDeleteDocument() {
  const memory = useQueryClient();
  const showError = useShowError();
  return useMutation({
    mutationFn: (id: string) => client.call(deleteDocument, { params: { document_id: id } }),
    onSuccess: () => memory.invalidateQueries({ queryKey: ['knowledge'] }),
    onError: showError,
  });
}

export function useReindexDocument() {
  const memory = useQueryClient();
  const showError = useShowError();
  return useMutation({
    mutationFn: (id: string) => client.call(reindexDocument, { params: { document_id: id } }),
    onSuccess: () => memory.invalidateQueries({ queryKey: ['knowledge'] }),
    onError: showError,
  });
}

export function useDownloadDocument() {
  const showError = useShowError();
  return useMutation({
    mutationFn: async ({ id, title, file_name }: Pick<Document, 'id' | 'title' | 'file_name'>) =>
      saveFile(await client.raw(downloadDocument, { params: { document_id: id } }), file_name ?? title),
    onError: showError,
  });
}
