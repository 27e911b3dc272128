import { getModelRoutes, putModelRoutes } from '@agentforge/contracts/models/endpoints';
import { type Verb, verb } from '../../platform/verb.ts';
import { readRoutes, writeRoutes } from './models.repository.ts';
import type { TenantSettings } from './tenant-settings.ts';

export function getModelRoutesVerb(): Verb {
  return verb(getModelRoutes, async (context) => readRoutes(context.tx));
}

export function putModelRoutesVerb(tenantSettings: TenantSettings): Verb {
  return verb(putModelRoutes, async (context, { body }) => {
    const custom = body.custom ?? (await readRoutes(context.tx)).custom;
    const routes = { ...body, custom };
    await writeRoutes(context.tx, context.tenantId, routes);
    tenantSettings.changedIn(context.tx, context.tenantId);
    context.audit({ resource: { kind: 'model_routes', id: 'routes' }, details: { routes } });
    return routes;
  });
}
