import { reindexDocument } from '@agentforge/contracts/knowledge/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { presentDocument } from './document-view.ts';
import { queueAgain } from './documents.repository.ts';
import type { IngestionPort } from './knowledge.ports.ts';

export function reindexDocumentVerb(ingestion: IngestionPort): Verb {
  return verb(reindexDocument, async (context, { params }) => {
    const row = await queueAgain(context.tx, params.document_id);
    if (!row) throw notFound('document');
    await ingestion.enqueue(context.tx, context.tenantId, [row.id]);
    return presentDocument(context, row);
  });
}
