import type { Tx } from '@agentforge/db/database';
import type { Room } from '../../platform/room.ts';
import { checkIsolationVerb } from './check-isolation.ts';
import { createTenant, type NewTenant } from './create-tenant.ts';
import { getCurrentTenantVerb } from './get-current-tenant.ts';
import { anyTenant, findTenant, findTenantBySlug, type TenantRow } from './tenants.repository.ts';
import { updateCurrentTenantVerb } from './update-current-tenant.ts';

export interface TenantsDoor {
  create(tx: Tx, tenant: NewTenant): Promise<TenantRow>;
  find(tx: Tx, tenantId: string): Promise<TenantRow | null>;
  findBySlug(tx: Tx, slug: string): Promise<TenantRow | null>;
  /** Whether any organization exists: none means setup is needed. */
  any(tx: Tx): Promise<boolean>;
}

export function createTenantsRoom(): { room: Room; door: TenantsDoor } {
  return {
    room: { name: 'tenants', verbs: [getCurrentTenantVerb(), updateCurrentTenantVerb(), checkIsolationVerb()] },
    door: { create: createTenant, find: findTenant, findBySlug: findTenantBySlug, any: anyTenant },
  };
}
