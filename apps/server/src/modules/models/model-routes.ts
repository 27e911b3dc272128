import { getModelRoutes, putModelRoutes } from '@agentforge/contracts/models/endpoints';
import { type Verb, verb } from '../../platform/verb.ts';
import { readRoutes, writeRoutes } from './models.repository.ts';

export function getModelRoutesVerb(): Verb {
  return verb(getModelRoutes, async (context) => readRoutes(context.tx));
}

export function putModelRoutesVerb(): Verb {
  return verb(putModelRoutes, async (context, { body }) => {
    await writeRoutes(context.tx, context.tenantId, body);
    context.audit({ resource: { kind: 'model_routes', id: 'routes' }, details: { routes: body } });
    return body;
  });
}
