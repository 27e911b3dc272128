import { getAllowedModels, putAllowedModels } from '@agentforge/contracts/models/endpoints';
import { type Verb, verb } from '../../platform/verb.ts';
import { type ModelPolicy, readPolicy, writePolicy } from './models.repository.ts';
import type { TenantSettings } from './tenant-settings.ts';

export function getAllowedModelsVerb(): Verb {
  return verb(getAllowedModels, async (context) => present(await readPolicy(context.tx)));
}

export function putAllowedModelsVerb(tenantSettings: TenantSettings): Verb {
  return verb(putAllowedModels, async (context, { body }) => {
    await writePolicy(context.tx, context.tenantId, { models: body.models });
    tenantSettings.changedIn(context.tx, context.tenantId);
    context.audit({ resource: { kind: 'model_policy', id: 'policy' }, details: { models: body.models } });
    return present(await readPolicy(context.tx));
  });
}

function present({ models, operatorModels, sharedConnections }: ModelPolicy) {
  return { models, operator: { models: operatorModels, shared_connections: sharedConnections } };
}
