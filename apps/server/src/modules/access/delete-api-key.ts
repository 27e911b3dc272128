import { deleteApiKey } from '@agentforge/contracts/access/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { deleteApiKeyRow, findApiKey } from './api-keys.repository.ts';

export function deleteApiKeyVerb(): Verb {
  return verb(deleteApiKey, async (context, { params }) => {
    const row = await findApiKey(context.tx, params.key_id);
    const mine = row?.userId === context.requireUserId();
    if (!row || !(mine || context.can('security:admin'))) throw notFound('API key');
    await deleteApiKeyRow(context.tx, row.id);
    context.audit({ resource: { kind: 'api_keys', id: row.id }, details: { name: row.name, prefix: row.prefix } });
    await context.emit({ type: 'access.changed', data: { key_id: row.id } });
    return undefined;
  });
}
