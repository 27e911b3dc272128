import type { TenantRow } from './tenants.repository.ts';

export function presentTenant(row: TenantRow) {
  return { id: row.tenantId, name: row.name, slug: row.slug, created_at: row.createdAt, updated_at: row.updatedAt };
}
