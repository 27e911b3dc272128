import {
  createProvider,
  deleteProvider,
  putAllowedModels,
  putModelRoutes,
  putProviderModels,
  testProvider,
  updateProvider,
} from '@agentforge/contracts/models/endpoints';
import type {
  CustomModel,
  createProviderBody,
  ModelRoutes,
  updateProviderBody,
} from '@agentforge/contracts/models/schemas';
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

/** Asks up to ten models of a connection for a few words each. */
export function useTestModels() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (id: string) => client.call(testProvider, { params: { provider_id: id }, body: { all: true } }),
    onSuccess: () => void refresh(),
  });
}

/** Sets all models of a connection that are entered by hand. */
export function useSaveOwnModels(providerId: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (data: CustomModel[]) =>
      client.call(putProviderModels, { params: { provider_id: providerId }, body: { data } }),
    onSuccess: () => refresh(),
  });
}

/** Null allows all. */
export function useSaveAllowedModels() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (models: string[] | null) => client.call(putAllowedModels, { body: { models } }),
    onSuccess: () => refresh(),
  });
}

/** Without `custom` the own routes stay as they are. */
export type SaveModelRoutes = Omit<ModelRoutes, 'custom'> & { custom?: ModelRoutes['custom'] };

export function useSaveModelRoutes() {
  const memory = useQueryClient();
  return useMutation({
    mutationFn: (body: SaveModelRoutes) => client.call(putModelRoutes, { body }),
    onSuccess: (saved) => memory.setQueryData(modelKeys.routes, saved),
  });
}
