import type { TenantContext } from '../../platform/context.ts';
import type { StoredConfig } from '../../platform/plugin-config.ts';
import { maskConfig } from '../../platform/plugin-config.ts';
import { type FixedConnection, fixedId } from './connections.ts';
import type { ProviderRow } from './models.repository.ts';

/** `api_key` and `base_url` stand apart in the contract; everything else of the plug-in's config is `options`. */
function splitConfig(stored: StoredConfig) {
  const { api_key: apiKey, base_url: baseUrl, ...options } = maskConfig(stored);
  return {
    api_key: typeof apiKey === 'string' ? apiKey : null,
    base_url: typeof baseUrl === 'string' ? baseUrl : null,
    options,
  };
}

export function presentProvider(context: TenantContext, row: ProviderRow) {
  const mayWrite = context.can('settings:write');
  return {
    id: row.id,
    provider: row.provider,
    name: row.name,
    ...splitConfig(row),
    source: 'stored' as const,
    is_active: row.isActive,
    last_test: row.lastTest ?? null,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
    policy: { edit: mayWrite, delete: mayWrite },
  };
}

/** Connections of the environment show that they are there, nothing of their values. */
export function presentFixed(fixed: FixedConnection, startedAt: string) {
  return {
    id: fixedId(fixed),
    provider: fixed.plugin.manifest.type,
    name: fixed.name,
    api_key: typeof fixed.config['api_key'] === 'string' ? '***' : null,
    base_url: typeof fixed.config['base_url'] === 'string' ? fixed.config['base_url'] : null,
    options: {},
    source: fixed.source,
    is_active: true,
    last_test: null,
    created_at: startedAt,
    updated_at: startedAt,
    policy: { edit: false, delete: false },
  };
}
