import { getKnowledgeBase } from '@agentforge/contracts/knowledge/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { countDocuments, findBase } from './bases.repository.ts';
import { presentBase } from './knowledge-base-view.ts';

export function getKnowledgeBaseVerb(): Verb {
  return verb(getKnowledgeBase, async (context, { params }) => {
    const row = await findBase(context.tx, params.knowledge_base_id);
    if (!row) throw notFound('knowledge base');
    context.revision(row.revision);
    const counts = await countDocuments(context.tx, [row.id]);
    return presentBase(context, row, counts.get(row.id));
  });
}
