import type { EventBus } from '../../platform/events/event-bus.ts';
import { draftsNaming, rewriteDraft } from './agents.repository.ts';
import { hashOf } from './definition.ts';

/** Drafts drop tools and knowledge bases that were deleted; published versions stay as they are. */
export function forgetDeleted(events: EventBus): void {
  events.on('tool.deleted', 'agents', async ({ tenantId, data }, tx) => {
    const id = String(data['tool_id']);
    for (const row of await draftsNaming(tx, tenantId, 'tool_ids', id)) {
      const { approval_policy: policy } = row.definition;
      const definition = {
        ...row.definition,
        tool_ids: row.definition.tool_ids.filter((toolId) => toolId !== id),
        approval_policy: { ...policy, rules: policy.rules.filter((rule) => rule.tool_id !== id) },
      };
      await rewriteDraft(tx, row, { definition, draftHash: hashOf(definition) });
    }
  });
  events.on('knowledge_base.deleted', 'agents', async ({ tenantId, data }, tx) => {
    const id = String(data['knowledge_base_id']);
    for (const row of await draftsNaming(tx, tenantId, 'knowledge_base_ids', id)) {
      const kept = row.definition.knowledge_base_ids.filter((baseId) => baseId !== id);
      const definition = { ...row.definition, knowledge_base_ids: kept };
      await rewriteDraft(tx, row, { definition, draftHash: hashOf(definition) });
    }
  });
}
