import { createProvider } from '@agentforge/contracts/models/endpoints';
import { AppError } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import { assertInvariant } from '@agentforge/kernel/trust';
import { sealConfig } from '../../platform/plugin-config.ts';
import type { Vault } from '../../platform/vault/vault.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import type { Connections } from './connections.ts';
import { insertProvider, nameTaken } from './models.repository.ts';
import { toPluginConfig } from './provider-input.ts';
import { presentProvider } from './provider-view.ts';
import type { TenantSettings } from './tenant-settings.ts';

export function createProviderVerb(connections: Connections, vault: Vault, tenantSettings: TenantSettings): Verb {
  return verb(createProvider, async (context, { body }) => {
    const plugin = connections.plugin(body.provider);
    if (plugin.manifest.type === 'demo') {
      throw new AppError('rule_broken', { detail: 'The demonstration model is built in and always there.' });
    }
    if (await nameTaken(context.tx, body.name)) throw providerNameTaken(body.name);
    const id = newId('provider');
    const place = { tenantId: context.tenantId, row: `llm_providers/${id}` };
    const stored = await sealConfig(vault, context.tx, place, plugin.config, toPluginConfig(body));
    const row = await insertProvider(context.tx, {
      tenantId: context.tenantId,
      id,
      provider: body.provider,
      name: body.name,
      isActive: body.is_active,
      lastTest: null,
      ...stored,
    });
    tenantSettings.changedIn(context.tx, context.tenantId);
    assertInvariant(row, 'an inserted provider is returned');
    return presentProvider(context, row);
  });
}

export function providerNameTaken(name: string): AppError {
  return new AppError('conflict', {
    detail: `There is already a connection called "${name}". Choose another name.`,
    errors: [{ path: 'name', message: 'is already used' }],
  });
}
