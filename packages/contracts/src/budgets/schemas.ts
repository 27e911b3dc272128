import { z } from 'zod';

export const budgetScope = z.enum(['tenant', 'agent', 'user', 'conversation']);

/** `day` starts anew at midnight UTC; `total` never does. */
export const budgetPeriod = z.enum(['day', 'total']);

export const budgetLimit = z
  .strictObject({
    scope: budgetScope,
    /** `*`: each of its kind by itself. A limit that names one agent or user replaces the one for each. */
    scope_id: z
      .string()
      .max(64)
      .regex(/^(\*|[A-Za-z0-9_-]+)$/, 'is neither an id nor *')
      .default('*'),
    period: budgetPeriod.default('day'),
    max_tokens: z.number().int().min(1).max(1_000_000_000_000).nullable().default(null),
    /** Counts models with a known price only. */
    max_cost_usd: z.number().positive().max(100_000_000).nullable().default(null),
    max_runs: z.number().int().min(1).max(1_000_000_000).nullable().default(null),
    /** From this share of a limit on, new runs use the cheap model route where one is set. */
    soft_ratio: z.number().positive().max(1).nullable().default(null),
  })
  .meta({ id: 'BudgetLimit' });

export type BudgetLimit = z.output<typeof budgetLimit>;

/** What one agent, user, conversation or the whole organization has used. Null: without a limit. */
export const budgetUsage = z
  .object({
    scope_id: z.string(),
    tokens_used: z.number(),
    /** Held back for calls that are going on. */
    tokens_reserved: z.number(),
    tokens_remaining: z.number().nullable(),
    cost_used_usd: z.number(),
    cost_reserved_usd: z.number(),
    cost_remaining_usd: z.number().nullable(),
    runs_used: z.number(),
    runs_remaining: z.number().nullable(),
  })
  .meta({ id: 'BudgetUsage' });

export type BudgetUsage = z.output<typeof budgetUsage>;

/** `usage`: of this day, or altogether; those who used most first, at most 10. */
export const budgetStatus = z
  .object({ ...budgetLimit.shape, usage: z.array(budgetUsage) })
  .meta({ id: 'BudgetStatus' });

export const budgetList = z.object({ data: z.array(budgetStatus), next_cursor: z.null() });
