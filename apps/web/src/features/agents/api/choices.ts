import { listKnowledgeBases } from '@agentforge/contracts/knowledge/endpoints';
import { getModelRoutes, listModels } from '@agentforge/contracts/models/endpoints';
import type { Model } from '@agentforge/contracts/models/schemas';
import { useQuery } from '@tanstack/react-query';
import { client } from '../../../shared/client.ts';
import { routeOptions } from './route-options.ts';

export function useChatModels() {
  return useQuery({
    queryKey: ['models', 'chat'],
    queryFn: ({ signal }) => client.call(listModels, { query: { kind: 'chat' }, signal }),
    select: (answer): Model[] => answer.data,
    staleTime: 60_000,
  });
}

/** Which model an agent without a model of its own uses. */
export function useDefaultModel() {
  return useQuery({
    queryKey: ['models', 'routes'],
    queryFn: ({ signal }) => client.call(getModelRoutes, { signal }),
    select: (routes) => routes.default,
    staleTime: 60_000,
  });
}

/** Routes that an agent may name instead of a model. */
export function useRouteChoices() {
  return useQuery({
    queryKey: ['models', 'routes'],
    queryFn: ({ signal }) => client.call(getModelRoutes, { signal }),
    select: routeOptions,
    staleTime: 60_000,
  });
}

export function useKnowledgeBases(search: string) {
  return useQuery({
    queryKey: ['knowledge', 'choices', search],
    queryFn: ({ signal }) => client.call(listKnowledgeBases, { query: { limit: 100, q: search || undefined }, signal }),
    select: (answer) => answer.data,
    placeholderData: (previous) => previous,
  });
}
