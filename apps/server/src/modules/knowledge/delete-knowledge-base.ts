import { deleteKnowledgeBase } from '@agentforge/contracts/knowledge/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { deleteBaseRow, lockBase } from './bases.repository.ts';
import { blobKeysOfBase } from './documents.repository.ts';
import type { IngestionPort } from './knowledge.ports.ts';

export function deleteKnowledgeBaseVerb(ingestion: IngestionPort): Verb {
  return verb(deleteKnowledgeBase, async (context, { params }) => {
    const row = await lockBase(context.tx, params.knowledge_base_id);
    if (!row) throw notFound('knowledge base');
    await ingestion.abandon(context.tx, context.tenantId, await blobKeysOfBase(context.tx, row.id));
    await deleteBaseRow(context.tx, row.id);
    await context.emit({ type: 'knowledge_base.deleted', data: { knowledge_base_id: row.id } });
    context.audit({ resource: { kind: 'knowledge', id: row.id }, details: { name: row.name } });
    return undefined;
  });
}
