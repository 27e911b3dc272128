import type { Permission } from '@agentforge/contracts/shared/permissions';
import { dashboard } from '@agentforge/contracts/tenants/endpoints';
import { preparedVerb, type Verb } from '../../platform/verb.ts';
import type { DashboardCounts } from './dashboard.ports.ts';

/** What the caller may not see is null, never zero. */
export function getDashboardVerb(counts: DashboardCounts): Verb {
  return preparedVerb(
    dashboard,
    (context) => counts.hasRealModel(context.tenantId),
    async (context, _input, hasRealModel) => {
      const seen = <T>(permission: Permission, count: () => Promise<T>) => (context.can(permission) ? count() : null);
      const agents = await seen('agents:read', () => counts.agents(context));
      const knowledge = await seen('kb:read', () => counts.knowledge(context));
      return {
        agents: agents?.total ?? null,
        published_agents: agents?.published ?? null,
        knowledge_bases: knowledge?.bases ?? null,
        documents_ready: knowledge?.documentsReady ?? null,
        tools: await seen('tools:read', () => counts.tools(context)),
        conversations_7d: await seen('agents:execute', () => counts.conversations(context)),
        has_real_model: hasRealModel,
      };
    },
  );
}
