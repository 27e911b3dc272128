import { deleteDocument } from '@agentforge/contracts/knowledge/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { noteUnowned } from './blobs.repository.ts';
import { deleteDocumentRow, findDocument } from './documents.repository.ts';
import type { IngestQueue } from './ingest-queue.ts';

/** The row takes its chunks with it; the next search no longer finds them. */
export function deleteDocumentVerb(queue: IngestQueue): Verb {
  return verb(deleteDocument, async (context, { params }) => {
    const row = await findDocument(context.tx, params.document_id);
    if (!row) throw notFound('document');
    if (row.blobKey !== null) await noteUnowned(context.tx, context.tenantId, [row.blobKey], 0);
    await deleteDocumentRow(context.tx, row.id);
    await queue.removeLeftovers(context.tx, context.tenantId, null);
    const details = { title: row.title, knowledge_base_id: row.knowledgeBaseId };
    context.audit({ resource: { kind: 'documents', id: row.id }, details });
    return undefined;
  });
}
