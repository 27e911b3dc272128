import { listChunks } from '@agentforge/contracts/knowledge/endpoints';
import { AppError, notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { listChunkRows } from './chunks.repository.ts';
import { findDocument } from './documents.repository.ts';

export function listChunksVerb(): Verb {
  return verb(listChunks, async (context, { params, query }) => {
    const row = await findDocument(context.tx, params.document_id);
    if (!row) throw notFound('document');
    if (row.liveGeneration === null) return { data: [], next_cursor: null };
    const after = positionOf(query.cursor);
    const found = await listChunkRows(context.tx, row.liveGeneration, { after, limit: query.limit, q: query.q });
    const shown = found.slice(0, query.limit);
    const last = shown.at(-1);
    return {
      data: shown.map(({ id, position, text, locator }) => ({ id, index: position, text, locator })),
      next_cursor: found.length > query.limit && last ? String(last.position) : null,
    };
  });
}

/** Chunks are read in the order of the document, so the cursor is the last position shown. */
function positionOf(cursor: string | undefined): number {
  if (cursor === undefined) return -1;
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor);
  throw new AppError('invalid_input', {
    detail: 'The cursor is not one of this list.',
    errors: [{ path: 'cursor', message: 'is not a cursor of this list' }],
  });
}
