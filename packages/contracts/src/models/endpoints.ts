import { z } from 'zod';
import { endpoint } from '../shared/endpoint.ts';
import { id, noContent } from '../shared/schemas.ts';
import {
  createProviderBody,
  model,
  modelId,
  modelRoutes,
  provider,
  providerTest,
  providerType,
  updateProviderBody,
} from './schemas.ts';

const providerParams = z.strictObject({ provider_id: id('model provider') });

export const listProviderTypes = endpoint({
  id: 'provider_types.list',
  method: 'GET',
  path: '/api/v1/llm-provider-types',
  access: 'settings:read',
  summary: 'Kinds of model providers that can be added',
  answer: z.object({ data: z.array(providerType), next_cursor: z.null() }),
});

export const listProviders = endpoint({
  id: 'providers.list',
  method: 'GET',
  path: '/api/v1/llm-providers',
  access: 'settings:read',
  summary: 'Model provider connections',
  answer: z.object({ data: z.array(provider), next_cursor: z.null() }),
});

export const createProvider = endpoint({
  id: 'providers.create',
  method: 'POST',
  path: '/api/v1/llm-providers',
  access: 'settings:write',
  summary: 'Add a model provider connection',
  body: createProviderBody,
  answer: provider,
  status: 201,
});

export const getProvider = endpoint({
  id: 'providers.get',
  method: 'GET',
  path: '/api/v1/llm-providers/{provider_id}',
  access: 'settings:read',
  summary: 'One connection',
  params: providerParams,
  answer: provider,
});

export const updateProvider = endpoint({
  id: 'providers.update',
  method: 'PATCH',
  path: '/api/v1/llm-providers/{provider_id}',
  access: 'settings:write',
  summary: 'Change a connection; running answers keep the key they began with',
  params: providerParams,
  body: updateProviderBody,
  answer: provider,
});

export const deleteProvider = endpoint({
  id: 'providers.delete',
  method: 'DELETE',
  path: '/api/v1/llm-providers/{provider_id}',
  access: 'settings:write',
  summary: 'Remove a connection',
  params: providerParams,
  answer: noContent,
  status: 204,
});

export const testProvider = endpoint({
  id: 'providers.test',
  method: 'POST',
  path: '/api/v1/llm-providers/{provider_id}/test',
  access: 'settings:write',
  summary: 'Try the connection, or one of its models',
  params: providerParams,
  body: z.strictObject({ model: z.string().max(160).optional() }).default({}),
  answer: providerTest,
  limitPerMinute: 30,
});

export const listModels = endpoint({
  id: 'models.list',
  method: 'GET',
  path: '/api/v1/models',
  access: 'agents:read',
  summary: 'Every usable model',
  query: z.strictObject({ kind: z.enum(['chat', 'embedding']).optional() }),
  answer: z.object({ data: z.array(model), next_cursor: z.null() }),
});

export const getModelRoutes = endpoint({
  id: 'model_routes.get',
  method: 'GET',
  path: '/api/v1/models/routes',
  access: 'agents:read',
  summary: 'Which model is used for what',
  answer: modelRoutes,
});

export const putModelRoutes = endpoint({
  id: 'model_routes.put',
  method: 'PUT',
  path: '/api/v1/models/routes',
  access: 'settings:write',
  summary: 'Set which model is used for what',
  body: z.strictObject({
    default: modelId.nullable().default(null),
    fallbacks: z.array(modelId).max(10).default([]),
    fast: modelId.nullable().default(null),
    cheap: modelId.nullable().default(null),
    vision: modelId.nullable().default(null),
    embedding: modelId.nullable().default(null),
  }),
  answer: modelRoutes,
});
