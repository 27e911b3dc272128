import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import type { Tx } from '@agentforge/db/database';
import type { AgentDeps } from './agents.ports.ts';

/** A definition without the tools and knowledge bases that were deleted since. Rules for such tools go too. */
export async function withoutMissing(
  tx: Tx,
  { tools, knowledge }: Pick<AgentDeps, 'tools' | 'knowledge'>,
  definition: AgentDefinition,
): Promise<AgentDefinition> {
  const { rules } = definition.approval_policy;
  const toolIds = [...definition.tool_ids, ...rules.map((rule) => rule.tool_id).filter((id) => id !== '*')];
  const foundTools = toolIds.length === 0 ? new Set() : await tools.existing(tx, [...new Set(toolIds)]);
  const baseIds = definition.knowledge_base_ids;
  const foundBases = baseIds.length === 0 ? new Set() : await knowledge.existing(tx, baseIds);
  return {
    ...definition,
    tool_ids: definition.tool_ids.filter((id) => foundTools.has(id)),
    knowledge_base_ids: baseIds.filter((id) => foundBases.has(id)),
    approval_policy: {
      ...definition.approval_policy,
      rules: rules.filter((rule) => rule.tool_id === '*' || foundTools.has(rule.tool_id)),
    },
  };
}
