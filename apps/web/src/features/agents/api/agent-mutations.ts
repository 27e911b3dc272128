import {
  createAgent,
  deleteAgent,
  duplicateAgent,
  exportAgent,
  generateConfig,
  importAgent,
  patchAgent,
  publishAgent,
  restoreVersion,
  unpublishAgent,
} from '@agentforge/contracts/agents/endpoints';
import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import type { AnswerOf } from '@agentforge/contracts/shared/endpoint';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../../shared/client.ts';
import { saveFile } from '../../../shared/save-file.ts';
import { agentKeys } from './agent-queries.ts';

export type GeneratedConfig = AnswerOf<typeof generateConfig>;

function useForgetAgents(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: agentKeys.all });
}

export function useGenerateConfig() {
  return useMutation({
    mutationFn: ({ goal, signal }: { goal: string; signal: AbortSignal }) =>
      client.call(generateConfig, { body: { goal }, signal }),
  });
}

export function useCreateAgent() {
  const forget = useForgetAgents();
  return useMutation({
    mutationFn: (definition: Partial<AgentDefinition> & { name: string }) =>
      client.call(createAgent, { body: definition }),
    onSuccess: () => void forget(),
  });
}

export function useDuplicateAgent() {
  const forget = useForgetAgents();
  return useMutation({
    mutationFn: (agentId: string) => client.call(duplicateAgent, { params: { agent_id: agentId } }),
    onSuccess: forget,
  });
}

export function usePublishAgent(agentId: string) {
  const forget = useForgetAgents();
  return useMutation({
    mutationFn: (note: string) => client.call(publishAgent, { params: { agent_id: agentId }, body: { note } }),
    onSuccess: forget,
  });
}

export function useUnpublishAgent() {
  const forget = useForgetAgents();
  return useMutation({
    mutationFn: (agentId: string) => client.call(unpublishAgent, { params: { agent_id: agentId } }),
    onSuccess: forget,
  });
}

export function useDeleteAgent() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (agentId: string) => client.call(deleteAgent, { params: { agent_id: agentId } }),
    onSuccess: (_, agentId) => {
      queries.removeQueries({ queryKey: agentKeys.one(agentId) });
      return queries.invalidateQueries({ queryKey: agentKeys.lists });
    },
  });
}

export interface AgentSettings {
  status?: 'draft' | 'active' | 'paused' | 'archived';
  access?: { visibility: 'private' | 'everyone' };
}

/** Small settings outside the definition; the last one to set them wins. */
export function useChangeAgent(agentId: string) {
  const forget = useForgetAgents();
  return useMutation({
    mutationFn: (body: AgentSettings) => client.call(patchAgent, { params: { agent_id: agentId }, body }),
    onSuccess: forget,
  });
}

export function useRestoreVersion(agentId: string) {
  const forget = useForgetAgents();
  return useMutation({
    mutationFn: ({ version, publish }: { version: number; publish: boolean }) =>
      client.call(restoreVersion, { params: { agent_id: agentId, version }, body: { publish } }),
    onSuccess: forget,
  });
}

export function useImportAgent() {
  const forget = useForgetAgents();
  return useMutation({
    mutationFn: (document: string) => client.call(importAgent, { body: { document } }),
    onSuccess: forget,
  });
}

export function useExportAgent() {
  return useMutation({
    mutationFn: async ({ id, slug, format }: { id: string; slug: string; format: 'yaml' | 'json' }) => {
      const response = await client.raw(exportAgent, { params: { agent_id: id }, query: { format } });
      await saveFile(response, `${slug}.${format}`);
    },
  });
}
