import type { AgentsDoor } from '../modules/agents/index.ts';
import { approvalsDoor } from '../modules/approvals/index.ts';
import type { ChatDeps } from '../modules/chat/index.ts';
import { findUser } from '../modules/identity/index.ts';
import type { KnowledgeDoor } from '../modules/knowledge/index.ts';
import type { RouterDoor } from '../modules/router/index.ts';
import type { ToolsDoor } from '../modules/tools/index.ts';
import type { PlatformServices } from '../platform/services.ts';

interface Doors {
  agents: AgentsDoor;
  tools: ToolsDoor;
  knowledge: KnowledgeDoor;
  models: RouterDoor;
}

/** The doors of the lower rooms in the shape the chat asks for. */
export function chatPorts(
  { database, egress }: Pick<PlatformServices, 'database' | 'egress'>,
  doors: Doors,
): Pick<ChatDeps, 'agents' | 'tools' | 'knowledge' | 'search' | 'models' | 'inbox' | 'people'> {
  const nowhere = egress.client({ allowedHosts: [] });
  return {
    models: doors.models,
    inbox: approvalsDoor,
    people: { label: async (tx, userId) => (await findUser(tx, userId))?.email ?? userId },
    search: (tenantId) => doors.knowledge.portFor(tenantId),
    agents: {
      forChat: async (context, reference, version) => {
        const agent =
          doors.agents.atHand(context, reference, version) ??
          (await context.transaction((own) => doors.agents.forChat(own, reference, version)));
        return { ...agent, version: agent.version === 'draft' ? null : agent.version };
      },
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
