import {
  getAllowedModels,
  getModelRoutes,
  getProviderModels,
  getProviderUsage,
  listModels,
  listProviders,
  listProviderTypes,
} from '@agentforge/contracts/models/endpoints';
import type {
  allowedModels,
  model,
  modelTest,
  provider,
  providerTest,
  providerType,
  providerUsage,
} from '@agentforge/contracts/models/schemas';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { client } from '../../../shared/client.ts';

export type Provider = z.output<typeof provider>;
export type ProviderType = z.output<typeof providerType>;
export type ProviderTest = z.output<typeof providerTest>;
export type ModelTest = z.output<typeof modelTest>;
export type ProviderUsage = z.output<typeof providerUsage>;
export type AllowedModels = z.output<typeof allowedModels>;
export type Model = z.output<typeof model>;

export const modelKeys = {
  all: ['models'],
  providers: ['models', 'providers'],
  types: ['models', 'types'],
  list: ['models', 'list'],
  routes: ['models', 'routes'],
  allowed: ['models', 'allowed'],
  own: (providerId: string) => ['models', 'own', providerId],
  usage: (providerId: string) => ['models', 'usage', providerId],
} as const;

export function useProviders() {
  return useQuery({
    queryKey: modelKeys.providers,
    queryFn: async ({ signal }) => (await client.call(listProviders, { signal })).data,
  });
}

export function useProviderTypes() {
  return useQuery({
    queryKey: modelKeys.types,
    queryFn: async ({ signal }) => (await client.call(listProviderTypes, { signal })).data,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Every usable model. Asks each connection, so it can take seconds the first time. */
export function useModels() {
  return useQuery({
    queryKey: modelKeys.list,
    queryFn: async ({ signal }) => (await client.call(listModels, { signal })).data,
    staleTime: 60_000,
  });
}

export function useModelRoutes() {
  return useQuery({
    queryKey: modelKeys.routes,
    queryFn: ({ signal }) => client.call(getModelRoutes, { signal }),
  });
}

/** Models and prices of a connection that were entered by hand. */
export function useOwnModels(providerId: string) {
  return useQuery({
    queryKey: modelKeys.own(providerId),
    queryFn: async ({ signal }) =>
      (await client.call(getProviderModels, { params: { provider_id: providerId }, signal })).data,
  });
}

/** Runs, tokens and cost of a connection in the last 30 days. */
export function useProviderUsage(providerId: string) {
  return useQuery({
    queryKey: modelKeys.usage(providerId),
    queryFn: ({ signal }) => client.call(getProviderUsage, { params: { provider_id: providerId }, signal }),
  });
}

export function useAllowedModels() {
  return useQuery({
    queryKey: modelKeys.allowed,
    queryFn: ({ signal }) => client.call(getAllowedModels, { signal }),
  });
}
