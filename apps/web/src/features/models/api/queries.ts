import { getModelRoutes, listModels, listProviders, listProviderTypes } from '@agentforge/contracts/models/endpoints';
import type { model, provider, providerTest, providerType } from '@agentforge/contracts/models/schemas';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { client } from '../../../shared/client.ts';

export type Provider = z.output<typeof provider>;
export type ProviderType = z.output<typeof providerType>;
export type ProviderTest = z.output<typeof providerTest>;
export type Model = z.output<typeof model>;

export const modelKeys = {
  all: ['models'],
  providers: ['models', 'providers'],
  types: ['models', 'types'],
  list: ['models', 'list'],
  routes: ['models', 'routes'],
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
