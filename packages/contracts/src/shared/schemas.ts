import { z } from 'zod';

/** An opaque id with a type prefix, as `agent_01k…`. */
export const id = (kind: string): z.ZodString =>
  z
    .string()
    .min(1)
    .max(64)
    .regex(/^[A-Za-z0-9_-]+$/, 'is not an id')
    .meta({ description: `Id of a ${kind}` });

export const timestamp = z.string().meta({ format: 'date-time', description: 'RFC 3339, UTC' });

export const shortText = (max: number): z.ZodString => z.string().trim().min(1).max(max);

/** `?limit=&cursor=&q=` of every list. */
export const listQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(512).optional(),
  q: z.string().trim().max(200).optional(),
});

export function page<T extends z.ZodType>(item: T) {
  return z.object({ data: z.array(item), next_cursor: z.string().nullable() });
}

export const noContent = z.undefined().or(z.null());

/** What the asking person may do with this row, decided by the server. The interface offers nothing else. */
export const rowPolicy = z.object({
  edit: z.boolean(),
  delete: z.boolean(),
  execute: z.boolean().optional(),
  publish: z.boolean().optional(),
});

/** RFC 9457 problem, the one shape of all errors. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    code: z.string(),
    request_id: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

export type Problem = z.output<typeof problem>;

export const jsonObject = z.record(z.string().max(256), z.unknown());
