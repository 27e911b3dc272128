import {
  createProvider,
  deleteProvider,
  putModelRoutes,
  testProvider,
  updateProvider,
} from '@agentforge/contracts/models/endpoints';
import type { createProviderBody, ModelRoutes, updateProviderBody } from '@agentforge/contracts/models/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { client } from '../../../shared/client.ts';
import { modelKeys } from './queries.ts';

export type CreateProviderInput = z.input<typeof createProviderBody>;
export type UpdateProviderInput = z.input<typeof updateProviderBody>;

export type SaveProvider = { id: undefined; body: CreateProviderInput } | { id: string; body: UpdateProviderInput };

/** Everything about models may look different after a change of a connection. */
function useRefresh() {
  const memory = useQueryClient();
  return () => memory.invalidateQueries({ queryKey: modelKeys.all });
}

/** Adds a connection, or changes the one with the id. */
export function useSaveProvider() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id, body }: SaveProvider) =>
      id === undefined
        ? client.call(createProvider, { body })
        : client.call(updateProvider, { params: { provider_id: id }, body }),
    onSuccess: () => void refresh(),
  });
}

export function useDeleteProvider() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (id: string) => client.call(deleteProvider, { params: { provider_id: id } }),
    onSuccess: () => void refresh(),
  });
}

/** Tries a connection; a failed test is an answer, not an error. */
export function useTestProvider() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (id: string) => client.call(testProvider, { params: { provider_id: id }, body: {} }),
    onSuccess: () => void refresh(),
  });
}

export function useSaveModelRoutes() {
  const memory = useQueryClient();
  return useMutation({
    mutationFn: (body: ModelRoutes) => client.call(putModelRoutes, { body }),
    onSuccess: (saved) => memory.setQueryData(modelKeys.routes, saved),
  });
}
