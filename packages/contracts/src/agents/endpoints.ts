import { z } from 'zod';
import { endpoint } from '../shared/endpoint.ts';
import { id, listQuery, noContent, page } from '../shared/schemas.ts';
import {
  agent,
  agentChange,
  agentDefinition,
  agentFile,
  agentStatus,
  agentVersion,
  createAgentBody,
  generatedConfig,
  patchAgentBody,
  putAgentBody,
} from './schemas.ts';

const agentParams = z.strictObject({ agent_id: id('agent') });
const versionParams = agentParams.extend({ version: z.coerce.number().int().min(1) });

export const listAgents = endpoint({
  id: 'agents.list',
  method: 'GET',
  path: '/api/v1/agents',
  access: 'agents:read',
  summary: 'Agents',
  query: listQuery.extend({ status: agentStatus.optional(), published: z.stringbool().optional() }),
  answer: page(agent),
});

export const createAgent = endpoint({
  id: 'agents.create',
  method: 'POST',
  path: '/api/v1/agents',
  access: 'agents:write',
  summary: 'Create an agent (a draft)',
  body: createAgentBody,
  answer: agent,
  status: 201,
  versioned: true,
});

export const getAgent = endpoint({
  id: 'agents.get',
  method: 'GET',
  path: '/api/v1/agents/{agent_id}',
  access: 'agents:read',
  summary: 'One agent: its draft',
  params: agentParams,
  answer: agent,
  versioned: true,
});

export const patchAgent = endpoint({
  id: 'agents.update',
  method: 'PATCH',
  path: '/api/v1/agents/{agent_id}',
  access: 'agents:write',
  summary: 'Change some fields of the draft',
  params: agentParams,
  body: patchAgentBody,
  answer: agent,
  versioned: true,
});

export const putAgent = endpoint({
  id: 'agents.replace',
  method: 'PUT',
  path: '/api/v1/agents/{agent_id}',
  access: 'agents:write',
  summary: 'Replace the editable fields of the draft',
  params: agentParams,
  body: putAgentBody,
  answer: agent,
  versioned: true,
});

export const deleteAgent = endpoint({
  id: 'agents.delete',
  method: 'DELETE',
  path: '/api/v1/agents/{agent_id}',
  access: 'agents:delete',
  summary: 'Delete an agent with its versions and conversations',
  params: agentParams,
  answer: noContent,
  status: 204,
});

export const duplicateAgent = endpoint({
  id: 'agents.duplicate',
  method: 'POST',
  path: '/api/v1/agents/{agent_id}/duplicate',
  access: 'agents:write',
  summary: 'Copy an agent as a new draft',
  params: agentParams,
  answer: agent,
  status: 201,
});

export const generateConfig = endpoint({
  id: 'agents.generate_config',
  method: 'POST',
  path: '/api/v1/agents/generate-config',
  access: 'agents:write',
  summary: 'Draft a whole agent from one sentence; nothing is saved',
  body: z.strictObject({
    goal: z.string().trim().min(10, 'Describe the goal in at least 10 characters').max(4000),
    language: z.string().max(35).optional(),
  }),
  answer: generatedConfig,
  audited: false,
  limitPerMinute: 20,
});

export const publishAgent = endpoint({
  id: 'agents.publish',
  method: 'POST',
  path: '/api/v1/agents/{agent_id}/publish',
  access: 'agents:write',
  summary: 'Freeze the draft as the next version and make it live',
  params: agentParams,
  body: z.strictObject({ note: z.string().trim().max(1000).default('') }).default({ note: '' }),
  answer: agentVersion,
  status: 201,
});

export const unpublishAgent = endpoint({
  id: 'agents.unpublish',
  method: 'POST',
  path: '/api/v1/agents/{agent_id}/unpublish',
  access: 'agents:write',
  summary: 'Take the live version away; versions and conversations stay',
  params: agentParams,
  answer: agent,
});

export const listVersions = endpoint({
  id: 'agent_versions.list',
  method: 'GET',
  path: '/api/v1/agents/{agent_id}/versions',
  access: 'agents:read',
  summary: 'Published versions, newest first',
  params: agentParams,
  query: listQuery,
  answer: page(agentVersion),
});

export const getVersion = endpoint({
  id: 'agent_versions.get',
  method: 'GET',
  path: '/api/v1/agents/{agent_id}/versions/{version}',
  access: 'agents:read',
  summary: 'One version with its whole definition',
  params: versionParams,
  answer: agentVersion.extend({ definition: agentDefinition }),
});

export const diffVersion = endpoint({
  id: 'agent_versions.diff',
  method: 'GET',
  path: '/api/v1/agents/{agent_id}/versions/{version}/diff',
  access: 'agents:read',
  summary: 'What differs between a version and another, or the draft',
  params: versionParams,
  query: z.strictObject({ to: z.union([z.literal('draft'), z.coerce.number().int().min(1)]).default('draft') }),
  answer: z.object({
    from: z.number().int(),
    to: z.union([z.literal('draft'), z.number().int()]),
    changes: z.array(agentChange),
  }),
});

export const restoreVersion = endpoint({
  id: 'agent_versions.restore',
  method: 'POST',
  path: '/api/v1/agents/{agent_id}/versions/{version}/restore',
  access: 'agents:write',
  summary: 'Put a version back into the draft, optionally live at once as a new version',
  params: versionParams,
  body: z.strictObject({ publish: z.boolean().default(false) }).default({ publish: false }),
  answer: agent,
});

export const exportAgent = endpoint({
  id: 'agents.export',
  method: 'GET',
  path: '/api/v1/agents/{agent_id}/export',
  access: 'agents:read',
  summary: 'The agent as a portable file; tools and knowledge by name, secrets never',
  params: agentParams,
  query: z.strictObject({ format: z.enum(['yaml', 'json']).default('yaml') }),
  answer: z.unknown(),
  transport: 'download',
});

export const importAgent = endpoint({
  id: 'agents.import',
  maxBodyBytes: 5 * 1024 * 1024,
  method: 'POST',
  path: '/api/v1/agents/import',
  access: 'agents:write',
  summary: 'Create a draft from an exported file; ids are new, nothing is overwritten',
  body: z.strictObject({ document: z.string().min(1).max(2_000_000).optional(), agent: agentFile.optional() }),
  answer: z.object({ agent, warnings: z.array(z.string()) }),
  status: 201,
});
