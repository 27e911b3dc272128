import { askKnowledge, searchKnowledge } from '@agentforge/contracts/knowledge/endpoints';
import type { KnowledgeBase } from '@agentforge/contracts/knowledge/schemas';
import { useMutation } from '@tanstack/react-query';
import { client } from '../../../shared/client.ts';

export interface SearchRequest {
  query: string;
  searchType: KnowledgeBase['search_type'];
  count: number;
}

export function useSearchKnowledge(baseId: string) {
  return useMutation({
    mutationFn: ({ query, searchType, count }: SearchRequest) =>
      client.call(searchKnowledge, {
        params: { knowledge_base_id: baseId },
        body: { query, top_k: count, search_type: searchType },
      }),
  });
}

export function useAskKnowledge(baseId: string) {
  return useMutation({
    mutationFn: (query: string) =>
      client.call(askKnowledge, { params: { knowledge_base_id: baseId }, body: { query, top_k: 8 } }),
  });
}
