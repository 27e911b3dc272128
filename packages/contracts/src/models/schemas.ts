import { z } from 'zod';
import { id, jsonObject, rowPolicy, timestamp } from '../shared/schemas.ts';

/** Part of a model id before the slash; lower case so it reads well in `gpt-main/gpt-4o`. */
export const connectionName = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[a-z0-9][a-z0-9._-]*$/, 'may have lower-case letters, digits, dot, dash and underscore');

export const modelId = z
  .string()
  .max(200)
  .regex(/^[^/\s]+\/\S+$/, 'must look like <provider name>/<model>');

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

export const model = z
  .object({
    id: z.string(),
    provider: z.string(),
    provider_type: z.string(),
    name: z.string(),
    kind: z.enum(['chat', 'embedding']),
    capabilities: z.object({
      tools: z.boolean(),
      vision: z.boolean(),
      pdf: z.boolean(),
      json_schema: z.boolean(),
      reasoning: z.boolean(),
    }),
    context_window: z.number().int().nullable(),
    max_output_tokens: z.number().int().nullable(),
    price: modelPrice.nullable(),
    retires_on: z.string().nullable(),
    successor: z.string().nullable(),
  })
  .meta({ id: 'Model' });

export type Model = z.output<typeof model>;

export const providerTest = z.object({
  ok: z.boolean(),
  latency_ms: z.number().int().nullable(),
  first_token_ms: z.number().int().nullable(),
  models: z.array(z.string()),
  /** When not ok: which of key, address, model, network it is, and what to do. */
  error: z.object({ kind: z.string(), detail: z.string() }).nullable(),
});

export const modelRoutes = z
  .object({
    /** Used by agents that name no model. Null: the first usable real model, else the demo model. */
    default: modelId.nullable(),
    fallbacks: z.array(modelId).max(10),
    fast: modelId.nullable(),
    cheap: modelId.nullable(),
    vision: modelId.nullable(),
    embedding: modelId.nullable(),
  })
  .meta({ id: 'ModelRoutes' });

export type ModelRoutes = z.output<typeof modelRoutes>;
