import { updateCurrentTenant } from '@agentforge/contracts/tenants/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { presentTenant } from './tenant-view.ts';
import { renameTenant } from './tenants.repository.ts';

export function updateCurrentTenantVerb(): Verb {
  return verb(updateCurrentTenant, async (context, { body }) => {
    const row = await renameTenant(context.tx, context.tenantId, body.name);
    if (!row) throw notFound('organization');
    return presentTenant(row);
  });
}
