import { z } from 'zod';
import { endpoint } from '../shared/endpoint.ts';
import { id, noContent, timestamp } from '../shared/schemas.ts';
import {
  allowedModels,
  createProviderBody,
  customModel,
  customModels,
  customRoutes,
  model,
  modelId,
  modelPattern,
  modelRoutes,
  provider,
  providerTest,
  providerType,
  providerUsage,
  retiringModel,
  tenantModelAccess,
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
  summary: 'Try the connection, one of its models, or (all) up to ten of them',
  params: providerParams,
  body: z.strictObject({ model: z.string().max(160).optional(), all: z.boolean().optional() }).default({}),
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
    /** Left out: kept as they are. */
    custom: customRoutes.optional(),
  }),
  answer: modelRoutes,
});

export const getProviderModels = endpoint({
  id: 'provider_models.get',
  method: 'GET',
  path: '/api/v1/llm-providers/{provider_id}/models',
  access: 'settings:read',
  summary: 'Models and prices of a connection that were entered by hand',
  params: providerParams,
  answer: customModels,
});

export const putProviderModels = endpoint({
  id: 'provider_models.put',
  method: 'PUT',
  path: '/api/v1/llm-providers/{provider_id}/models',
  access: 'settings:write',
  summary: 'Set models and prices of a connection by hand; they win over the catalogue',
  params: providerParams,
  body: z.strictObject({ data: z.array(customModel).max(200) }),
  answer: customModels,
});

export const getProviderUsage = endpoint({
  id: 'provider_usage.get',
  method: 'GET',
  path: '/api/v1/llm-providers/{provider_id}/usage',
  access: 'settings:read',
  summary: 'Runs, tokens and cost of a connection by model; the last 30 days unless told',
  params: providerParams,
  query: z.strictObject({ from: timestamp.max(40).optional(), to: timestamp.max(40).optional() }),
  answer: providerUsage,
});

export const listRetiringModels = endpoint({
  id: 'models.retiring',
  method: 'GET',
  path: '/api/v1/models/retiring',
  access: 'agents:read',
  summary: 'Models that retire within 90 days, what may follow them, and the agents that use them',
  answer: z.object({ data: z.array(retiringModel), next_cursor: z.null() }),
});

export const getAllowedModels = endpoint({
  id: 'allowed_models.get',
  method: 'GET',
  path: '/api/v1/models/allowed',
  access: 'settings:read',
  summary: 'Which models this organization may use',
  answer: allowedModels,
});

export const putAllowedModels = endpoint({
  id: 'allowed_models.put',
  method: 'PUT',
  path: '/api/v1/models/allowed',
  access: 'settings:write',
  summary: 'Set which models this organization may use; null allows all',
  body: z.strictObject({ models: z.array(modelPattern).max(500).nullable() }),
  answer: allowedModels,
});

export const getTenantModelAccess = endpoint({
  id: 'tenant_model_access.get',
  method: 'GET',
  path: '/api/v1/tenants/{tenant_id}/model-access',
  access: 'operator',
  summary: 'What of the shared connections and models a tenant may use',
  params: z.strictObject({ tenant_id: id('tenant') }),
  answer: tenantModelAccess,
});

export const putTenantModelAccess = endpoint({
  id: 'tenant_model_access.put',
  method: 'PUT',
  path: '/api/v1/tenants/{tenant_id}/model-access',
  access: 'operator',
  summary: 'Share connections of the environment and models with a tenant, or not',
  params: z.strictObject({ tenant_id: id('tenant') }),
  body: tenantModelAccess,
  answer: tenantModelAccess,
});
