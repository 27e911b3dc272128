import { searchKnowledge } from '@agentforge/contracts/knowledge/endpoints';
import { streamVerb, type Verb } from '../../platform/verb.ts';
import type { KnowledgeSearch } from './search.ts';

export function searchKnowledgeVerb(search: KnowledgeSearch): Verb {
  return streamVerb(searchKnowledge, async (context, { params, body }) => {
    const found = await search.search(context.tenantId, [params.knowledge_base_id], body.query, {
      topK: body.top_k,
      searchType: body.search_type,
      signal: context.signal,
    });
    return {
      data: found.passages.map(({ chunkId, documentId, title, text, score, locator }) => ({
        chunk_id: chunkId,
        document_id: documentId,
        title,
        text,
        score,
        locator,
      })),
      search_type: found.searchType,
    };
  });
}
