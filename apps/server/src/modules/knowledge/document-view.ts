import type { TenantContext } from '../../platform/context.ts';
import type { DocumentRow } from './documents.repository.ts';
import { basePolicy } from './knowledge.policy.ts';

export function presentDocument(context: TenantContext, row: DocumentRow) {
  return {
    id: row.id,
    knowledge_base_id: row.knowledgeBaseId,
    title: row.title,
    kind: row.kind,
    file_name: row.fileName,
    media_type: row.mediaType,
    bytes: row.bytes,
    url: row.url,
    status: row.status,
    progress: { stage: row.stage, done: row.done, total: row.total },
    error: row.error,
    warnings: row.warnings,
    pages: row.pages,
    chunks: row.chunks,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
    policy: basePolicy(context),
  };
}
