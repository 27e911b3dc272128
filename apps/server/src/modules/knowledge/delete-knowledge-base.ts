import { deleteKnowledgeBase } from '@agentforge/contracts/knowledge/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { deleteBaseRow, lockBase } from './bases.repository.ts';
import { noteUnowned } from './blobs.repository.ts';
import { blobKeysOfBase } from './documents.repository.ts';
import type { IngestQueue } from './ingest-queue.ts';

export function deleteKnowledgeBaseVerb(queue: IngestQueue): Verb {
  return verb(deleteKnowledgeBase, async (context, { params }) => {
    const row = await lockBase(context.tx, params.knowledge_base_id);
    if (!row) throw notFound('knowledge base');
    await noteUnowned(context.tx, context.tenantId, await blobKeysOfBase(context.tx, row.id), 0);
    await deleteBaseRow(context.tx, row.id);
    await context.emit({ type: 'knowledge_base.deleted', data: { knowledge_base_id: row.id } });
    await queue.removeLeftovers(context.tx, context.tenantId, null);
    context.audit({ resource: { kind: 'knowledge', id: row.id }, details: { name: row.name } });
    return undefined;
  });
}
