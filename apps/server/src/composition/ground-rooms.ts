import path from 'node:path';
import { createAccessRoom } from '../modules/access/index.ts';
import { agentsUsingModels, agentsUsingTools, createAgentsRoom, existingAgents } from '../modules/agents/index.ts';
import { createDraftingRoom } from '../modules/drafting/index.ts';
import { countRoleHolders, createIdentityRoom } from '../modules/identity/index.ts';
import { createIngestionRoom } from '../modules/ingestion/index.ts';
import { createKnowledgeRoom } from '../modules/knowledge/index.ts';
import { createModelsRoom } from '../modules/models/index.ts';
import { createRouterRoom } from '../modules/router/index.ts';
import { usageByModel } from '../modules/runs/index.ts';
import { createTenantsRoom } from '../modules/tenants/index.ts';
import { createToolsRoom } from '../modules/tools/index.ts';
import type { Secrets } from '../platform/config/secrets.ts';
import type { PlatformServices } from '../platform/services.ts';
import { agentModels, approversOf, knowledgeOf } from './agent-ports.ts';
import { importOpenApi, knowledgePlugin, openBlobStore, providerPlugins, toolPlugins } from './plugins.ts';
import { workerUrl } from './workers.ts';

/** What everything stands on: organizations, people, models, knowledge, tools and agents. */
export function createGroundRooms(
  platform: PlatformServices,
  secrets: Secrets,
  variables: Readonly<Record<string, string | undefined>>,
) {
  const tenants = createTenantsRoom();
  const access = createAccessRoom({ holders: { count: countRoleHolders }, agents: { existing: existingAgents } });
  const identity = createIdentityRoom({
    ...platform,
    secrets,
    access: access.door,
    tenants: tenants.door,
    limits: { upload_bytes: platform.config.maxUploadBytes },
    features: { mail: platform.config.smtpUrl !== null },
  });
  const models = createModelsRoom({
    ...platform,
    plugins: providerPlugins,
    variables,
    usage: { byModel: usageByModel },
    agents: { naming: agentsUsingModels },
    tenantExists: async (tx, tenantId) => (await tenants.door.find(tx, tenantId)) !== null,
  });
  const router = createRouterRoom({ ...platform, registry: models.door.registry });
  const blobs = openBlobStore(path.join(platform.config.dataDirectory, 'blobs'));
  const extractWorkerUrl = workerUrl('extract-worker');
  const ingestion = createIngestionRoom({ ...platform, blobs, models: router.door, extractWorkerUrl });
  const knowledge = createKnowledgeRoom({
    ...platform,
    blobs,
    models: router.door,
    ingestion: ingestion.door,
    embeddings: { problemOf: models.door.embeddingProblem },
    tool: knowledgePlugin,
  });
  const tools = createToolsRoom({
    ...platform,
    plugins: toolPlugins,
    knowledge: knowledgeOf(knowledge.door),
    agents: { existing: existingAgents },
    usage: { agentsUsing: agentsUsingTools },
    importOpenApi,
  });
  const agents = createAgentsRoom({
    tools: tools.door,
    knowledge: knowledgeOf(knowledge.door),
    models: agentModels(models.door, router.door),
    approvers: approversOf(access.door),
  });
  const drafting = createDraftingRoom({
    agents: agents.door,
    tools: tools.door,
    knowledge: knowledgeOf(knowledge.door),
    models: router.door,
  });
  return {
    ...{ tenants, access, identity, models, router, ingestion, knowledge, tools, agents, drafting },
    blobs,
    extractWorkerUrl,
  };
}
