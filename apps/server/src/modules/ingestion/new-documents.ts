import { notFound } from '@agentforge/kernel/errors';
import type { VerbContext } from '../../platform/context.ts';
import { type DocumentRow, findBase } from '../knowledge/index.ts';
import { insertDocuments } from './ingest.repository.ts';
import type { IngestQueue } from './ingest-queue.ts';
import type { SourceStore } from './source-store.ts';

/** A document to be, its content already stored. */
export interface NewSource
  extends Pick<
    DocumentRow,
    'id' | 'kind' | 'title' | 'fileName' | 'url' | 'mediaType' | 'extractorType' | 'bytes' | 'sha256' | 'blobKey'
  > {}

/** One transaction: rows, ownership of the blobs, jobs, audit. */
export async function storeDocuments(
  context: VerbContext,
  baseId: string,
  sources: readonly NewSource[],
  services: { store: SourceStore; queue: IngestQueue },
): Promise<DocumentRow[]> {
  if (!(await findBase(context.tx, baseId))) throw notFound('knowledge base');
  const { actor } = context;
  const addedBy = 'userId' in actor ? actor.userId : actor.kind;
  const rows = await insertDocuments(
    context.tx,
    sources.map((source) => ({
      ...source,
      tenantId: context.tenantId,
      knowledgeBaseId: baseId,
      addedBy,
      status: 'queued' as const,
      stage: 'waiting' as const,
      warnings: [],
    })),
  );
  await services.store.own(
    context.tx,
    sources.flatMap(({ blobKey }) => (blobKey === null ? [] : [blobKey])),
  );
  const ids = rows.map((row) => row.id);
  await services.queue.enqueue(context.tx, context.tenantId, ids);
  context.audit({
    resource: { kind: 'knowledge', id: baseId },
    details: { documents: rows.map(({ id, kind, title, sha256 }) => ({ id, kind, title, sha256 })).slice(0, 50) },
  });
  return rows;
}
