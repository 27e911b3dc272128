import { knownPermissions } from './access.policy.ts';
import type { ApiKeyRow } from './api-keys.repository.ts';

export function presentApiKey(row: ApiKeyRow) {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: knownPermissions(row.scopes),
    agent_ids: row.agentIds,
    user_id: row.userId,
    expires_at: row.expiresAt,
    last_used_at: row.lastUsedAt,
    created_at: row.createdAt,
  };
}
