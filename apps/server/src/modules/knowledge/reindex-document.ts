import { reindexDocument } from '@agentforge/contracts/knowledge/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { presentDocument } from './document-view.ts';
import { queueAgain } from './documents.repository.ts';
import type { IngestQueue } from './ingest-queue.ts';

export function reindexDocumentVerb(queue: IngestQueue): Verb {
  return verb(reindexDocument, async (context, { params }) => {
    const row = await queueAgain(context.tx, params.document_id);
    if (!row) throw notFound('document');
    await queue.enqueue(context.tx, context.tenantId, [row.id]);
    return presentDocument(context, row);
  });
}
