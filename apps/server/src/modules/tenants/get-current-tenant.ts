import { getCurrentTenant } from '@agentforge/contracts/tenants/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { presentTenant } from './tenant-view.ts';
import { findTenant } from './tenants.repository.ts';

export function getCurrentTenantVerb(): Verb {
  return verb(getCurrentTenant, async (context) => {
    const row = await findTenant(context.tx, context.tenantId);
    if (!row) throw notFound('organization');
    return presentTenant(row);
  });
}
