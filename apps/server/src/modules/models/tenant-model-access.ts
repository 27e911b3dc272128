import { getTenantModelAccess, putTenantModelAccess } from '@agentforge/contracts/models/endpoints';
import type { Database, Tx } from '@agentforge/db/database';
import { notFound } from '@agentforge/kernel/errors';
import { streamVerb, type Verb } from '../../platform/verb.ts';
import { type ModelPolicy, readPolicy, writePolicy } from './models.repository.ts';
import type { TenantSettings } from './tenant-settings.ts';

export interface TenantAccessDeps {
  database: Database;
  settings: TenantSettings;
  tenantExists: (tx: Tx, tenantId: string) => Promise<boolean>;
}

export function getTenantModelAccessVerb(deps: TenantAccessDeps): Verb {
  return streamVerb(getTenantModelAccess, async (_context, { params }) =>
    present(await inTenant(deps, params.tenant_id, readPolicy)),
  );
}

export function putTenantModelAccessVerb(deps: TenantAccessDeps): Verb {
  return streamVerb(putTenantModelAccess, async (context, { params, body }) => {
    const { tenant_id: tenantId } = params;
    const policy = await inTenant(deps, tenantId, async (tx) => {
      const { models: operatorModels, shared_connections: sharedConnections } = body;
      await writePolicy(tx, tenantId, { operatorModels, sharedConnections });
      deps.settings.changedIn(tx, tenantId);
      return readPolicy(tx);
    });
    await context.transaction(async (own) => {
      own.audit({ resource: { kind: 'tenants', id: tenantId }, details: { ...body } });
    });
    return present(policy);
  });
}

/** In a transaction of the tenant that is acted on, which is not the operator's own. */
function inTenant<T>(deps: TenantAccessDeps, tenantId: string, run: (tx: Tx) => Promise<T>): Promise<T> {
  return deps.database.withTenant(tenantId, async (tx) => {
    if (!(await deps.tenantExists(tx, tenantId))) throw notFound('tenant');
    return run(tx);
  });
}

function present({ operatorModels, sharedConnections }: ModelPolicy) {
  return { models: operatorModels, shared_connections: sharedConnections };
}
