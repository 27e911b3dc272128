import type { TenantContext } from '../../platform/context.ts';
import { agentPolicy } from './agents.policy.ts';
import type { AgentRow } from './agents.repository.ts';
import { withoutPrompt } from './definition.ts';
import type { VersionRow } from './versions.repository.ts';

export function shownDefinition(context: TenantContext, definition: AgentRow['definition']) {
  return context.can('agents:write') ? definition : withoutPrompt(definition);
}

export function presentAgent(context: TenantContext, row: AgentRow) {
  return {
    id: row.id,
    slug: row.slug,
    ...shownDefinition(context, row.definition),
    status: row.status,
    access: row.access,
    version: row.liveVersion,
    has_unpublished_changes: row.draftHash !== row.liveHash,
    owner_id: row.ownerId,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
    policy: agentPolicy(context),
  };
}

export function presentVersion(agent: AgentRow, row: VersionRow) {
  return {
    agent_id: agent.id,
    version: row.version,
    note: row.note,
    is_live: agent.liveVersion === row.version,
    published_by: { id: row.publishedBy, label: row.publishedByLabel },
    published_at: row.publishedAt,
  };
}
