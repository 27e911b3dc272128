import { listKnowledgeBases } from '@agentforge/contracts/knowledge/endpoints';
import { toPage } from '../../platform/pagination.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import { countDocuments, listBaseRows } from './bases.repository.ts';
import { presentBase } from './knowledge-base-view.ts';

export function listKnowledgeBasesVerb(): Verb {
  return verb(listKnowledgeBases, async (context, { query }) => {
    const rows = await listBaseRows(context.tx, query);
    const counts = await countDocuments(
      context.tx,
      rows.map((row) => row.id),
    );
    return toPage(rows, query.limit, (row) => presentBase(context, row, counts.get(row.id)));
  });
}
