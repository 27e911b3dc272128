import { getDocumentContent } from '@agentforge/contracts/knowledge/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { readText } from './chunks.repository.ts';
import { findDocument } from './documents.repository.ts';

/** Characters (UTF-16) of one answer; a longer text is read in ranges. */
const longestRange = 1_000_000;

export function getDocumentContentVerb(): Verb {
  return verb(getDocumentContent, async (context, { params, query }) => {
    const row = await findDocument(context.tx, params.document_id);
    if (!row) throw notFound('document');
    const total = row.liveGeneration === null ? 0 : row.textLength;
    const start = Math.min(query.start, total);
    const end = Math.max(start, Math.min(query.end ?? total, total, start + longestRange));
    const text = row.liveGeneration === null ? '' : await readText(context.tx, row.liveGeneration, start, end);
    return { text, start, end, total };
  });
}
