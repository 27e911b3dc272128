import { getProviderModels, putProviderModels } from '@agentforge/contracts/models/endpoints';
import { AppError, notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import type { Connections } from './connections.ts';
import { writeCustomModels } from './models.repository.ts';
import { readModelSettings, type TenantSettings } from './tenant-settings.ts';

export function getProviderModelsVerb(connections: Connections): Verb {
  return verb(getProviderModels, async (context, { params }) => {
    const facts = connections.findById(await readModelSettings(context.tx), params.provider_id);
    if (!facts) throw notFound('model provider');
    return { data: [...facts.custom] };
  });
}

export function putProviderModelsVerb(connections: Connections, tenantSettings: TenantSettings): Verb {
  return verb(putProviderModels, async (context, { params, body }) => {
    const facts = connections.findById(await readModelSettings(context.tx), params.provider_id);
    if (!facts) throw notFound('model provider');
    requireOnce(body.data.map((custom) => custom.model));
    await writeCustomModels(context.tx, context.tenantId, facts.id, body.data);
    tenantSettings.changedIn(context.tx, context.tenantId);
    const models = body.data.map((custom) => custom.model);
    context.audit({ resource: { kind: 'providers', id: facts.id }, details: { models } });
    return body;
  });
}

function requireOnce(names: readonly string[]): void {
  const errors = names.flatMap((name, at) =>
    names.indexOf(name) === at ? [] : [{ path: `data.${at}.model`, message: 'is there twice' }],
  );
  if (errors.length === 0) return;
  throw new AppError('rule_broken', { detail: 'Each model can be entered once only.', errors });
}
