import type { Tx } from '@agentforge/db/database';
import { newId } from '@agentforge/kernel/ids';
import { assertInvariant } from '@agentforge/kernel/trust';
import { findTenant, findTenantBySlug, insertTenant, type TenantRow } from './tenants.repository.ts';

export interface NewTenant {
  name: string;
  id?: string;
}

/** A new organization with a free slug made from its name. */
export async function createTenant(tx: Tx, { name, id = newId('tenant') }: NewTenant): Promise<TenantRow> {
  const wanted = slugOf(name) || 'organization';
  const slug = (await findTenantBySlug(tx, wanted)) ? `${wanted}-${id.slice(-6)}` : wanted;
  await insertTenant(tx, { tenantId: id, name, slug });
  const row = await findTenant(tx, id);
  assertInvariant(row, 'a tenant just inserted is there');
  return row;
}

/** Lower-case Latin letters and digits joined by dashes; empty for names without any. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48);
}
