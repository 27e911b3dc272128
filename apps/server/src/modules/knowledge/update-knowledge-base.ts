import { updateKnowledgeBase } from '@agentforge/contracts/knowledge/endpoints';
import { notFound } from '@agentforge/kernel/errors';
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
    const wanted = {
      name: body.name ?? before.name,
      description: body.description ?? before.description,
      chunkSize: body.chunk_size ?? before.chunkSize,
      chunkOverlap: body.chunk_overlap ?? before.chunkOverlap,
      embeddingModel: body.embedding_model === undefined ? before.embeddingModel : body.embedding_model,
      embeddingDimensions: dimensionsAfter(before, body),
      searchType: body.search_type ?? before.searchType,
    };
    requireUsableChunks(wanted.chunkSize, wanted.chunkOverlap);
    if (wanted.embeddingDimensions !== before.embeddingDimensions || wanted.embeddingModel !== before.embeddingModel)
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

/** Another model begins with its own length: the old one's may not be among its. */
function dimensionsAfter(
  before: BaseRow,
  body: { embedding_model?: string | null | undefined; embedding_dimensions?: number | null | undefined },
): number | null {
  if (body.embedding_dimensions !== undefined) return body.embedding_dimensions;
  const isSame = body.embedding_model === undefined || body.embedding_model === before.embeddingModel;
  return isSame ? before.embeddingDimensions : null;
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
