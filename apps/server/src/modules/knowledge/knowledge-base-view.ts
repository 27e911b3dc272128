import type { TenantContext } from '../../platform/context.ts';
import { type BaseCounts, type BaseRow, noDocuments } from './bases.repository.ts';
import { basePolicy } from './knowledge.policy.ts';

export function presentBase(context: TenantContext, row: BaseRow, counts: BaseCounts = noDocuments) {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    chunk_size: row.chunkSize,
    chunk_overlap: row.chunkOverlap,
    embedding_model: row.embeddingModel,
    embedding_dimensions: row.embeddingDimensions,
    search_type: row.searchType,
    documents: { total: counts.total, ready: counts.ready, failed: counts.failed },
    chunks: counts.chunks,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
    policy: basePolicy(context),
  };
}
