import { z } from 'zod';
import { id, jsonObject, rowPolicy, shortText, timestamp } from '../shared/schemas.ts';

export const riskClass = z.enum(['read', 'write', 'destructive', 'egress']);

export const toolType = z
  .object({
    type: z.string(),
    name: z.string(),
    description: z.string(),
    icon: z.string(),
    category: z.enum(['knowledge', 'integration', 'communication', 'automation']),
    risk: riskClass,
    status: z.literal('available'),
    config_schema: jsonObject,
  })
  .meta({ id: 'ToolType' });

export const toolFunction = z.object({
  name: z.string(),
  description: z.string(),
  parameters: jsonObject,
  risk: riskClass,
});

export const tool = z
  .object({
    id: id('tool'),
    type: z.string(),
    name: z.string(),
    description: z.string(),
    /** Secrets come back as `***` + last 4. */
    config: jsonObject,
    is_active: z.boolean(),
    functions: z.array(toolFunction),
    /** Agents (drafts or published) that use it. */
    used_by: z.array(z.object({ id: id('agent'), name: z.string() })).optional(),
    created_at: timestamp,
    updated_at: timestamp,
    policy: rowPolicy.optional(),
  })
  .meta({ id: 'Tool' });

export type Tool = z.output<typeof tool>;

export const createToolBody = z.strictObject({
  type: z.string().min(1).max(60),
  name: shortText(120),
  description: z.string().trim().max(2000).default(''),
  config: jsonObject.default({}),
  is_active: z.boolean().default(true),
});

/** PATCH merges `config` by its top-level fields; a secret that is left out is kept. */
export const patchToolBody = z.strictObject({
  name: shortText(120).optional(),
  description: z.string().trim().max(2000).optional(),
  config: jsonObject.optional(),
  is_active: z.boolean().optional(),
});

/** PUT replaces the editable fields; a secret that is left out is kept. */
export const putToolBody = z.strictObject({
  name: shortText(120),
  description: z.string().trim().max(2000).default(''),
  config: jsonObject.default({}),
  is_active: z.boolean().default(true),
});

export const reprocess = z.object({
  action: z.enum(['rescrape', 'reindex', 'none']),
  job_id: z.string().optional(),
});

export const toolTest = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  error: z.string().optional(),
  duration_ms: z.number().int(),
});
