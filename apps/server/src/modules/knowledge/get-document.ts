import { getDocument } from '@agentforge/contracts/knowledge/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { presentDocument } from './document-view.ts';
import { findDocument } from './documents.repository.ts';

export function getDocumentVerb(): Verb {
  return verb(getDocument, async (context, { params }) => {
    const row = await findDocument(context.tx, params.document_id);
    if (!row) throw notFound('document');
    return presentDocument(context, row);
  });
}
