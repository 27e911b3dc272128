import type { AgentsDoor } from '../modules/agents/index.ts';
import { countRecentConversations } from '../modules/chat/index.ts';
import type { DashboardCounts } from '../modules/dashboard/index.ts';
import { countDocuments, listBaseRows } from '../modules/knowledge/index.ts';
import type { ModelsDoor } from '../modules/models/index.ts';
import type { ToolsDoor } from '../modules/tools/index.ts';

/** The counts of the start page, each from its own room. */
export function dashboardCounts(agents: AgentsDoor, tools: ToolsDoor, models: ModelsDoor): DashboardCounts {
  return {
    agents: (context) => agents.count(context),
    tools: ({ tx }) => tools.count(tx),
    knowledge: async ({ tx }) => {
      const bases = await listBaseRows(tx, { limit: 10_000 });
      const counts = await countDocuments(
        tx,
        bases.map((base) => base.id),
      );
      const ready = [...counts.values()].reduce((sum, count) => sum + Number(count.ready), 0);
      return { bases: bases.length, documentsReady: ready };
    },
    conversations: (context) => countRecentConversations(context.tx, context.requireUserId()),
    hasRealModel: (tenantId) => models.hasRealModel(tenantId),
  };
}
