import { dashboard } from '@agentforge/contracts/tenants/endpoints';
import { preparedVerb, type Verb } from '../../platform/verb.ts';
import type { DashboardCounts } from './dashboard.ports.ts';

/** What the caller may not see is null, never zero. */
export function getDashboardVerb(counts: DashboardCounts): Verb {
  return preparedVerb(
    dashboard,
    (context) => counts.hasRealModel(context.tenantId),
    async (context, _input, hasRealModel) => {
      const agents = context.can('agents:read') ? await counts.agents(context) : null;
      const knowledge = context.can('kb:read') ? await counts.knowledge(context) : null;
      return {
        agents: agents?.total ?? null,
        published_agents: agents?.published ?? null,
        knowledge_bases: knowledge?.bases ?? null,
        documents_ready: knowledge?.documentsReady ?? null,
        tools: context.can('tools:read') ? await counts.tools(context) : null,
        conversations_7d: context.can('agents:execute') ? await counts.conversations(context) : null,
        has_real_model: hasRealModel,
      };
    },
  );
}
