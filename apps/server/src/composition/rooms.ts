import { type AgentsDoor, agentNames, currentAgent } from '../modules/agents/index.ts';
import { createApprovalsRoom } from '../modules/approvals/index.ts';
import { createAuditTrailRoom } from '../modules/audit-trail/index.ts';
import { createBudgetsRoom } from '../modules/budgets/index.ts';
import { createChannelsRoom } from '../modules/channels/index.ts';
import { createChatRoom, userMessageText } from '../modules/chat/index.ts';
import { createDashboardRoom } from '../modules/dashboard/index.ts';
import { findPeople, type IdentityDoor, peopleWithRoles, userEmails } from '../modules/identity/index.ts';
import type { KnowledgeDoor } from '../modules/knowledge/index.ts';
import { createMemoryRoom } from '../modules/memory/index.ts';
import type { ModelsDoor } from '../modules/models/index.ts';
import { createNotificationsRoom } from '../modules/notifications/index.ts';
import type { RouterDoor } from '../modules/router/index.ts';
import { createRunsRoom, findRun, type RunsDoor, type StartChild } from '../modules/runs/index.ts';
import type { ToolsDoor } from '../modules/tools/index.ts';
import { createTracesRoom } from '../modules/traces/index.ts';
import { createTriggersRoom } from '../modules/triggers/index.ts';
import type { Secrets } from '../platform/config/secrets.ts';
import type { Room } from '../platform/room.ts';
import { VerbRunner } from '../platform/runner.ts';
import type { PlatformServices } from '../platform/services.ts';
import { approvalIdentities } from './approval-ports.ts';
import { dashboardCounts } from './dashboard-counts.ts';
import { createGroundRooms } from './ground-rooms.ts';
import { openMailer } from './plugins.ts';
import { chatAgents, runPorts } from './run-ports.ts';
import { triggerPeople } from './trigger-people.ts';

export interface Rooms {
  all: readonly Room[];
  identity: IdentityDoor;
  knowledge: KnowledgeDoor;
  models: ModelsDoor;
  router: RouterDoor;
  tools: ToolsDoor;
  agents: AgentsDoor;
  runs: RunsDoor;
}

/** Wires the rooms, lower ones first. The only place that sees them all. */
export function createRooms(
  platform: PlatformServices,
  secrets: Secrets,
  variables: Readonly<Record<string, string | undefined>>,
): Rooms {
  const runner = new VerbRunner(platform);
  const ground = createGroundRooms(platform, secrets, variables);
  const { tenants, access, identity, models, router, ingestion, knowledge, tools, agents, drafting } = ground;
  const { blobs, extractWorkerUrl } = ground;
  const budgets = createBudgetsRoom({ ...platform, named: { agents: agentNames, users: userEmails } });
  const memory = createMemoryRoom({
    ...platform,
    agents: { current: currentAgent },
    models: router.door,
    budgets: budgets.door,
    messages: { text: userMessageText },
    runs: { find: findRun },
  });
  // A run may ask for another, which the room above begins: it is there before any run is.
  const startChild: StartChild = (request) => chat.door.startChild(request);
  const runs = createRunsRoom({
    ...platform,
    startChild,
    budgets: budgets.door,
    memory: memory.door,
    blobs,
    ...runPorts(platform, { agents: agents.door, tools: tools.door, knowledge: knowledge.door, models: router.door }),
  });
  const chat = createChatRoom({
    runs: runs.door,
    agents: chatAgents(agents.door),
    people: identity.door,
    runner,
    blobs,
    extractWorkerUrl,
  });
  const approvals = createApprovalsRoom({
    runs: {
      decide: (context, decision) => runs.door.decide(context, decision),
      status: async (tx, runId) => (await runs.door.find(tx, runId))?.status ?? null,
    },
    identities: approvalIdentities,
  });
  const channels = createChannelsRoom({
    chat: chat.door,
    agents: { list: (context) => agents.door.listPublished(context) },
  });
  const triggers = createTriggersRoom({
    ...platform,
    agents: agents.door,
    chat: chat.door,
    people: triggerPeople(identity.door, access.door),
    runner,
  });
  const dashboard = createDashboardRoom(dashboardCounts(agents.door, tools.door, models.door));
  const notifications = createNotificationsRoom({
    ...platform,
    mailer: openMailer(platform.config),
    people: { find: findPeople, withRoles: peopleWithRoles },
    baseUrl: platform.config.baseUrl,
  });
  const auditTrail = createAuditTrailRoom();
  return {
    all: [
      tenants.room,
      access.room,
      identity.room,
      models.room,
      router.room,
      knowledge.room,
      ingestion.room,
      tools.room,
      agents.room,
      drafting.room,
      budgets.room,
      memory.room,
      runs.room,
      createTracesRoom({ runs: runs.door }).room,
      chat.room,
      approvals.room,
      channels.room,
      triggers.room,
      dashboard.room,
      notifications.room,
      auditTrail.room,
    ],
    identity: identity.door,
    knowledge: knowledge.door,
    models: models.door,
    router: router.door,
    tools: tools.door,
    agents: agents.door,
    runs: runs.door,
  };
}
