import { z } from 'zod';
import { id, jsonObject, rowPolicy, timestamp } from '../shared/schemas.ts';

/** Part of a model id before the slash; lower case so it reads well in `gpt-main/gpt-4o`. */
export const connectionName = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[a-z0-9][a-z0-9._-]*$/, 'may have lower-case letters, digits, dot, dash and underscore')
  .refine((name) => name !== 'route', 'is kept for routes, as in route/fast');

export const modelId = z
  .string()
  .max(200)
  .regex(/^[^/\s]+\/\S+$/, 'must look like <provider name>/<model>');

/** Model settings of an agent, as the catalogue lists which of them a model has. */
export const modelParameterName = z.enum(['temperature', 'top_p', 'max_tokens', 'stop', 'seed', 'reasoning_effort']);

/** Plug-in config: checked by the plug-in's own schema. Secrets come back as `***` + last 4. */
export const pluginConfig = jsonObject;

export const providerType = z
  .object({
    type: z.string(),
    name: z.string(),
    description: z.string(),
    icon: z.string(),
    local: z.boolean(),
    capabilities: z.object({ chat: z.boolean(), embeddings: z.boolean(), lists_models: z.boolean() }),
    /** JSON Schema with form hints (`title`, `secret`, `widget`, `advanced`, …). */
    config_schema: jsonObject,
  })
  .meta({ id: 'ProviderType' });

export const provider = z
  .object({
    id: id('model provider'),
    provider: z.string(),
    name: z.string(),
    base_url: z.string().nullable(),
    /** `***` + last 4, or null where none is stored. */
    api_key: z.string().nullable(),
    options: jsonObject,
    /** `environment` connections come from variables and cannot be changed here. */
    source: z.enum(['stored', 'environment', 'built-in']),
    is_active: z.boolean(),
    last_test: z
      .object({
        ok: z.boolean(),
        at: timestamp,
        latency_ms: z.number().int().nullable(),
        detail: z.string().nullable(),
      })
      .nullable(),
    created_at: timestamp,
    updated_at: timestamp,
    policy: rowPolicy.optional(),
  })
  .meta({ id: 'ModelProvider' });

export type ModelProvider = z.output<typeof provider>;

export const createProviderBody = z.strictObject({
  provider: z.string().min(1).max(60),
  name: connectionName,
  api_key: z.string().max(8192).optional(),
  base_url: z.string().max(2048).optional(),
  options: pluginConfig.default({}),
  is_active: z.boolean().default(true),
});

export const updateProviderBody = z.strictObject({
  name: connectionName.optional(),
  /** Left out: kept. `null`: removed. */
  api_key: z.string().max(8192).nullable().optional(),
  base_url: z.string().max(2048).nullable().optional(),
  options: pluginConfig.optional(),
  is_active: z.boolean().optional(),
});

export const modelPrice = z.object({
  /** US dollars per million tokens. */
  input: z.number(),
  output: z.number(),
  cached_input: z.number().nullable(),
});

const capabilities = z.object({
  tools: z.boolean(),
  vision: z.boolean(),
  pdf: z.boolean(),
  json_schema: z.boolean(),
  reasoning: z.boolean(),
});

export const model = z
  .object({
    id: z.string(),
    provider: z.string(),
    provider_type: z.string(),
    name: z.string(),
    kind: z.enum(['chat', 'embedding']),
    capabilities,
    context_window: z.number().int().nullable(),
    max_output_tokens: z.number().int().nullable(),
    price: modelPrice.nullable(),
    released_on: z.string().nullable(),
    retires_on: z.string().nullable(),
    successor: z.string().nullable(),
    /** Settings this model has; others are refused. */
    parameters: z.array(modelParameterName),
    /** Numbers of a vector; of embedding models where known. */
    dimensions: z.number().int().nullable(),
    /** Lengths of vectors it can be asked for; empty where there is no choice. */
    dimension_choices: z.array(z.number().int()),
    /** Entered or changed by hand. */
    custom: z.boolean(),
  })
  .meta({ id: 'Model' });

export type Model = z.output<typeof model>;

const amount = z.number().min(0).max(100_000);

/** A model entered by hand, or what is known better of a listed one. What is left out is not known. */
export const customModel = z
  .strictObject({
    model: z.string().trim().min(1).max(160).regex(/^\S+$/, 'may not have spaces'),
    kind: z.enum(['chat', 'embedding']).default('chat'),
    capabilities: capabilities.partial().default({}),
    context_window: z.number().int().min(1).max(100_000_000).nullable().default(null),
    max_output_tokens: z.number().int().min(1).max(100_000_000).nullable().default(null),
    /** US dollars per million tokens. */
    price: z
      .strictObject({ input: amount, output: amount, cached_input: amount.nullable().default(null) })
      .nullable()
      .default(null),
    retires_on: z.iso.date().nullable().default(null),
    successor: z.string().max(160).nullable().default(null),
    dimensions: z.number().int().min(1).max(16_000).nullable().default(null),
  })
  .meta({ id: 'CustomModel' });

export type CustomModel = z.output<typeof customModel>;

export const customModels = z.object({ data: z.array(customModel) });

const problem = z.object({ kind: z.string(), detail: z.string() });

export const modelTest = z.object({
  model: z.string(),
  ok: z.boolean(),
  latency_ms: z.number().int(),
  first_token_ms: z.number().int().nullable(),
  error: problem.nullable(),
  /** It works, but not as it should: `buffering` when the whole answer came at once. */
  warning: problem.nullable(),
});

export const providerTest = z.object({
  ok: z.boolean(),
  latency_ms: z.number().int().nullable(),
  first_token_ms: z.number().int().nullable(),
  models: z.array(z.string()),
  /** When not ok: which of key, address, model, network it is, and what to do. */
  error: problem.nullable(),
  warning: problem.nullable(),
  /** One per model that was asked for an answer. */
  results: z.array(modelTest),
});

/** Own routes: names that agents use as `route/<name>`. */
export const routeName = z
  .string()
  .max(40)
  .regex(/^[a-z0-9][a-z0-9._-]*$/, 'may have lower-case letters, digits, dot, dash and underscore')
  .refine(
    (name) => !['default', 'fast', 'cheap', 'vision', 'embedding', 'fallbacks'].includes(name),
    'is the name of a built-in route',
  );

export const routeTarget = z.strictObject({
  model: modelId,
  /** How often it is chosen compared with the others; 0: only when the others fail. */
  weight: z.number().int().min(0).max(1000).default(1),
  /** Language tags (`de`, `ar`): preferred for questions in one of these. Empty: for all. */
  languages: z.array(z.string().trim().min(2).max(35)).max(20).default([]),
});

export const customRoutes = z.record(routeName, z.array(routeTarget).min(1).max(10));

export const modelRoutes = z
  .object({
    /** Used by agents that name no model. Null: the first usable real model, else the demo model. */
    default: modelId.nullable(),
    fallbacks: z.array(modelId).max(10),
    fast: modelId.nullable(),
    cheap: modelId.nullable(),
    vision: modelId.nullable(),
    embedding: modelId.nullable(),
    custom: customRoutes,
  })
  .meta({ id: 'ModelRoutes' });

export type ModelRoutes = z.output<typeof modelRoutes>;

/** `openai/*`, `*` or a whole model id. */
export const modelPattern = z.string().trim().min(1).max(200);

/** Null: all. Models that are not allowed are not listed and not used, whoever names them. */
export const allowedModels = z
  .object({
    models: z.array(modelPattern).max(500).nullable(),
    /** Set by the operator of this installation; read-only here. */
    operator: z.object({
      models: z.array(modelPattern).nullable(),
      shared_connections: z.array(z.string()).nullable(),
    }),
  })
  .meta({ id: 'AllowedModels' });

/** What the operator shares with a tenant. Null: everything. */
export const tenantModelAccess = z
  .strictObject({
    models: z.array(modelPattern).max(500).nullable().default(null),
    /** Names of connections from the environment. */
    shared_connections: z.array(z.string().max(60)).max(100).nullable().default(null),
  })
  .meta({ id: 'TenantModelAccess' });

export const retiringModel = z.object({
  model: z.string(),
  retires_on: z.string(),
  successor: z.string().nullable(),
  agents: z.array(z.object({ id: id('agent'), name: z.string() })),
});

export const providerUsage = z.object({
  from: timestamp,
  to: timestamp,
  data: z.array(
    z.object({
      model: z.string(),
      runs: z.number().int(),
      input_tokens: z.number().int(),
      output_tokens: z.number().int(),
      cached_input_tokens: z.number().int(),
      cost_usd: z.number().nullable(),
      /** Some prices or token counts are not known. */
      cost_is_lower_bound: z.boolean(),
    }),
  ),
  cost_usd: z.number(),
  cost_is_lower_bound: z.boolean(),
});
