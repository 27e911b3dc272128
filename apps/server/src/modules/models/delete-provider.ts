import { deleteProvider } from '@agentforge/contracts/models/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { deleteProviderRow, findProvider } from './models.repository.ts';
import type { TenantSettings } from './tenant-settings.ts';

export function deleteProviderVerb(tenantSettings: TenantSettings): Verb {
  return verb(deleteProvider, async (context, { params }) => {
    const row = await findProvider(context.tx, params.provider_id);
    if (!row) throw notFound('model provider');
    await deleteProviderRow(context.tx, row.id);
    tenantSettings.changedIn(context.tx, context.tenantId);
    context.audit({ resource: { kind: 'providers', id: row.id }, details: { name: row.name } });
    return undefined;
  });
}
