import { createKnowledgeBase } from '@agentforge/contracts/knowledge/endpoints';
import { newId } from '@agentforge/kernel/ids';
import { assertInvariant } from '@agentforge/kernel/trust';
import { type Verb, verb } from '../../platform/verb.ts';
import { insertBase } from './bases.repository.ts';
import { requireUsableChunks } from './chunk-settings.ts';
import { requireSize } from './embedding-size.ts';
import type { EmbeddingSizes } from './knowledge.ports.ts';
import { presentBase } from './knowledge-base-view.ts';

export function createKnowledgeBaseVerb(embeddings: EmbeddingSizes): Verb {
  return verb(createKnowledgeBase, async (context, { body }) => {
    requireUsableChunks(body.chunk_size, body.chunk_overlap);
    await requireSize(context.tx, embeddings, body.embedding_model, body.embedding_dimensions);
    const row = await insertBase(context.tx, {
      tenantId: context.tenantId,
      id: newId('knowledgeBase'),
      name: body.name,
      description: body.description,
      chunkSize: body.chunk_size,
      chunkOverlap: body.chunk_overlap,
      embeddingModel: body.embedding_model,
      embeddingDimensions: body.embedding_dimensions,
      searchType: body.search_type,
    });
    assertInvariant(row, 'an inserted knowledge base is returned');
    return presentBase(context, row);
  });
}
