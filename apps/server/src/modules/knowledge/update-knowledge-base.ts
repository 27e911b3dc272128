import { updateKnowledgeBase } from '@agentforge/contracts/knowledge/endpoints';
import type { updateKnowledgeBaseBody } from '@agentforge/contracts/knowledge/schemas';
import { notFound } from '@agentforge/kernel/errors';
import type { z } from 'zod';
import { type Verb, verb } from '../../platform/verb.ts';
import { type BaseRow, countDocuments, lockBase, updateBaseRow } from './bases.repository.ts';
import { requireUsableChunks } from './chunk-settings.ts';
import { queueBaseAgain } from './documents.repository.ts';
import { requireSize } from './embedding-size.ts';
import type { EmbeddingSizes, IngestionPort } from './knowledge.ports.ts';
import { presentBase } from './knowledge-base-view.ts';

export function updateKnowledgeBaseVerb(ingestion: IngestionPort, embeddings: EmbeddingSizes): Verb {
  return verb(updateKnowledgeBase, async (context, { params, body }) => {
    const before = await lockBase(context.tx, params.knowledge_base_id);
    if (!before) throw notFound('knowledge base');
    context.revision(before.revision);
    const wanted = wantedOf(before, body);
    requireUsableChunks(wanted.chunkSize, wanted.chunkOverlap);
    await requireSize(context.tx, embeddings, wanted.embeddingModel, wanted.embeddingDimensions);
    const row = await updateBaseRow(context.tx, before.id, wanted);
    if (!row) throw notFound('knowledge base');
    context.reply.headers['etag'] = `"${row.revision}"`;
    const queued = changesIndex(before, row) ? await queueBaseAgain(context.tx, row.id) : [];
    await ingestion.enqueue(context.tx, context.tenantId, queued);
    const counts = await countDocuments(context.tx, [row.id]);
    context.audit({ resource: { kind: 'knowledge', id: row.id }, details: { fields: Object.keys(body) } });
    const action = queued.length > 0 ? ('reindex' as const) : ('none' as const);
    return { ...presentBase(context, row, counts.get(row.id)), reprocess: { action, documents: queued.length } };
  });
}

type Body = z.output<typeof updateKnowledgeBaseBody>;

function wantedOf(before: BaseRow, body: Body) {
  return {
    name: body.name ?? before.name,
    description: body.description ?? before.description,
    chunkSize: body.chunk_size ?? before.chunkSize,
    chunkOverlap: body.chunk_overlap ?? before.chunkOverlap,
    searchType: body.search_type ?? before.searchType,
    ...embeddingOf(before, body),
  };
}

/** Another model begins with its own length: the old one's may not be among its. */
function embeddingOf({ embeddingModel, embeddingDimensions }: BaseRow, body: Body) {
  const model = body.embedding_model === undefined ? embeddingModel : body.embedding_model;
  const length = model === embeddingModel ? embeddingDimensions : null;
  return {
    embeddingModel: model,
    embeddingDimensions: body.embedding_dimensions === undefined ? length : body.embedding_dimensions,
  };
}

/** Whether the stored index no longer is what these settings make. */
function changesIndex(before: BaseRow, after: BaseRow): boolean {
  return (
    before.chunkSize !== after.chunkSize ||
    before.chunkOverlap !== after.chunkOverlap ||
    before.embeddingModel !== after.embeddingModel ||
    before.embeddingDimensions !== after.embeddingDimensions
  );
}
