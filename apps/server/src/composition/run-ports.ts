import { type AgentsDoor, existingAgents } from '../modules/agents/index.ts';
import { approvalsDoor } from '../modules/approvals/index.ts';
import { type ChatDeps, conversationsOfRuns } from '../modules/chat/index.ts';
import { findUser } from '../modules/identity/index.ts';
import type { KnowledgeDoor } from '../modules/knowledge/index.ts';
import type { RouterDoor } from '../modules/router/index.ts';
import type { RunsDeps } from '../modules/runs/index.ts';
import type { ToolsDoor } from '../modules/tools/index.ts';
import type { PlatformServices } from '../platform/services.ts';

interface Doors {
  agents: AgentsDoor;
  tools: ToolsDoor;
  knowledge: KnowledgeDoor;
  models: RouterDoor;
}

/** Agents for whoever writes to one. */
export function chatAgents(agents: AgentsDoor): ChatDeps['agents'] {
  return {
    forChat: async (context, reference, version) => {
      const agent =
        agents.atHand(context, reference, version) ??
        (await context.transaction((own) => agents.forChat(own, reference, version)));
      return { ...agent, version: agent.version === 'draft' ? null : agent.version };
    },
  };
}

/** The doors of other rooms in the shape runs ask for. */
export function runPorts(
  { database, egress }: Pick<PlatformServices, 'database' | 'egress'>,
  doors: Doors,
): Pick<RunsDeps, 'agents' | 'tools' | 'knowledge' | 'search' | 'models' | 'inbox' | 'people' | 'conversations'> {
  const nowhere = egress.client({ allowedHosts: [] });
  return {
    models: doors.models,
    inbox: approvalsDoor,
    conversations: conversationsOfRuns,
    people: { label: async (tx, userId) => (await findUser(tx, userId))?.email ?? userId },
    search: (tenantId) => doors.knowledge.portFor(tenantId),
    agents: {
      existing: existingAgents,
      frozen: (tenantId, agentId, version) =>
        database.withTenant(tenantId, (tx) => doors.agents.frozen(tx, agentId, version), { readOnly: true }),
      frozenIn: (tx, agentId, version) => doors.agents.frozen(tx, agentId, version),
    },
    tools: {
      bind: async (tenantId, toolIds) =>
        toolIds.length === 0 ? [] : database.withTenant(tenantId, (tx) => doors.tools.bind(tx, toolIds)),
      bindIn: (tx, toolIds) => doors.tools.bind(tx, toolIds),
    },
    knowledge: {
      bind: async (tenantId, ids) => {
        if (ids.length === 0) return [];
        const bases = await database.withTenant(tenantId, (tx) => doors.knowledge.describeMany(tx, ids), {
          readOnly: true,
        });
        const functions = doors.knowledge.functionsFor(bases);
        return functions.map((one, index) => ({
          toolId: bases[index]?.id ?? '',
          toolName: bases[index]?.name ?? '',
          functions: [one],
          http: nowhere,
        }));
      },
    },
  };
}
