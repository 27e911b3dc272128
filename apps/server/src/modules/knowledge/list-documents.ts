import { listDocuments } from '@agentforge/contracts/knowledge/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { toPage } from '../../platform/pagination.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import { findBase } from './bases.repository.ts';
import { presentDocument } from './document-view.ts';
import { listDocumentRows } from './documents.repository.ts';

export function listDocumentsVerb(): Verb {
  return verb(listDocuments, async (context, { params, query }) => {
    if (!(await findBase(context.tx, params.knowledge_base_id))) throw notFound('knowledge base');
    const rows = await listDocumentRows(context.tx, params.knowledge_base_id, query);
    return toPage(rows, query.limit, (row) => presentDocument(context, row));
  });
}
