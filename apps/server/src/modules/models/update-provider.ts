import { updateProvider } from '@agentforge/contracts/models/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { sealConfig } from '../../platform/plugin-config.ts';
import type { Vault } from '../../platform/vault/vault.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import type { Connections } from './connections.ts';
import { providerNameTaken } from './create-provider.ts';
import { requireKeyForNewAddress } from './credential-binding.ts';
import { findProvider, nameTaken, updateProviderRow } from './models.repository.ts';
import { toPluginConfig } from './provider-input.ts';
import { presentProvider } from './provider-view.ts';
import type { TenantSettings } from './tenant-settings.ts';

export function updateProviderVerb(connections: Connections, vault: Vault, tenantSettings: TenantSettings): Verb {
  return verb(updateProvider, async (context, { params, body }) => {
    const row = await findProvider(context.tx, params.provider_id);
    if (!row) throw notFound('model provider');
    if (body.name !== undefined && (await nameTaken(context.tx, body.name, row.id))) throw providerNameTaken(body.name);
    const plugin = connections.plugin(row.provider);
    const given = { ...row.config, ...toPluginConfig(body) };
    requireKeyForNewAddress(row, given);
    const place = { tenantId: context.tenantId, row: `llm_providers/${row.id}` };
    const stored = await sealConfig(vault, context.tx, place, plugin.config, given, row);
    const updated = await updateProviderRow(context.tx, row.id, {
      ...stored,
      ...(body.name === undefined ? {} : { name: body.name }),
      ...(body.is_active === undefined ? {} : { isActive: body.is_active }),
    });
    if (!updated) throw notFound('model provider');
    tenantSettings.changedIn(context.tx, context.tenantId);
    context.audit({ resource: { kind: 'providers', id: row.id }, details: { fields: Object.keys(body) } });
    return presentProvider(context, updated);
  });
}
