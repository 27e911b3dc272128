import { deleteDocument } from '@agentforge/contracts/knowledge/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { deleteDocumentRow, findDocument } from './documents.repository.ts';
import type { IngestionPort } from './knowledge.ports.ts';

/** The row takes its chunks with it; the next search no longer finds them. */
export function deleteDocumentVerb(ingestion: IngestionPort): Verb {
  return verb(deleteDocument, async (context, { params }) => {
    const row = await findDocument(context.tx, params.document_id);
    if (!row) throw notFound('document');
    await deleteDocumentRow(context.tx, row.id);
    await ingestion.abandon(context.tx, context.tenantId, row.blobKey === null ? [] : [row.blobKey]);
    const details = { title: row.title, knowledge_base_id: row.knowledgeBaseId };
    context.audit({ resource: { kind: 'documents', id: row.id }, details });
    return undefined;
  });
}
