import { createApiKey, deleteApiKey, listApiKeys } from '@agentforge/contracts/access/endpoints';
import type { apiKey, createApiKeyBody } from '@agentforge/contracts/access/schemas';
import { changePassword, listSessions, revokeSession, updateMe } from '@agentforge/contracts/identity/endpoints';
import type { session } from '@agentforge/contracts/identity/schemas';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { client } from '../../../shared/client.ts';
import { useCursorList } from '../../../shared/lists/use-cursor-list.ts';
import { meKey } from '../../../shared/query-client.ts';

export type ApiKey = z.output<typeof apiKey>;
export type SignInSession = z.output<typeof session>;
export type CreateApiKeyInput = z.input<typeof createApiKeyBody>;

const sessionsKey = ['profile', 'sessions'] as const;
const keysKey = ['profile', 'api-keys'] as const;

export function useSessions() {
  return useQuery({
    queryKey: sessionsKey,
    queryFn: async ({ signal }) => (await client.call(listSessions, { signal })).data,
  });
}

export function useEndSession() {
  const memory = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call(revokeSession, { params: { session_id: id } }),
    onSuccess: () => memory.invalidateQueries({ queryKey: sessionsKey }),
  });
}

/** Other sessions end with a change of the password. */
export function useChangePassword() {
  const memory = useQueryClient();
  return useMutation({
    mutationFn: (body: { current_password: string; new_password: string }) => client.call(changePassword, { body }),
    onSuccess: () => memory.invalidateQueries({ queryKey: sessionsKey }),
  });
}

export function useRename() {
  const memory = useQueryClient();
  return useMutation({
    mutationFn: (body: { first_name: string; last_name: string }) => client.call(updateMe, { body }),
    onSuccess: () => memory.invalidateQueries({ queryKey: meKey }),
  });
}

export function useApiKeys() {
  return useCursorList<ApiKey>(keysKey, (cursor, signal) => client.call(listApiKeys, { query: { cursor }, signal }));
}

export function useCreateApiKey() {
  const memory = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateApiKeyInput) => client.call(createApiKey, { body }),
    onSuccess: () => memory.invalidateQueries({ queryKey: keysKey }),
  });
}

export function useRevokeApiKey() {
  const memory = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call(deleteApiKey, { params: { key_id: id } }),
    onSuccess: () => memory.invalidateQueries({ queryKey: keysKey }),
  });
}
