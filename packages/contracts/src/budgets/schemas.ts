import { z } from 'zod';

/** `run`: each run by itself, whatever its agent allows. */
export const budgetScope = z.enum(['tenant', 'agent', 'user', 'conversation', 'run']);

/** `day` starts anew at midnight UTC; `total` never does. A limit of `run` is always `total`. */
export const budgetPeriod = z.enum(['day', 'total']);

const most = (value: number) => z.number().int().min(1).max(value).nullable().default(null);

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
    max_tokens: most(1_000_000_000_000),
    /** Counts models with a known price only. */
    max_cost_usd: z.number().positive().max(100_000_000).nullable().default(null),
    /** Answers that were begun. Not for `run`. */
    max_runs: most(1_000_000_000),
    /** Turns of a model. */
    max_steps: most(1_000_000_000),
    max_tool_calls: most(1_000_000_000),
    /** Seconds that models and tools were at work. Counted when a call ends, so calls at the same time may pass it. */
    max_seconds: most(1_000_000_000),
    /** From this share of a limit on, new runs use the cheap model route where one is set. Not for `run`. */
    soft_ratio: z.number().positive().max(1).nullable().default(null),
  })
  .meta({ id: 'BudgetLimit' });

export type BudgetLimit = z.output<typeof budgetLimit>;

const left = z.number().nullable();

/** What one agent, user, conversation or the whole organization has used. Null: without a limit. */
export const budgetUsage = z
  .object({
    scope_id: z.string(),
    /** What the agent or user is called; null for others and for those that are gone. */
    name: z.string().nullable(),
    tokens_used: z.number(),
    /** Held back for calls that are going on. */
    tokens_reserved: z.number(),
    tokens_remaining: left,
    cost_used_usd: z.number(),
    /** Some calls had a model of unknown price, so more was spent. */
    cost_is_lower_bound: z.boolean(),
    cost_reserved_usd: z.number(),
    cost_remaining_usd: left,
    runs_used: z.number(),
    runs_remaining: left,
    steps_used: z.number(),
    steps_remaining: left,
    tool_calls_used: z.number(),
    tool_calls_remaining: left,
    seconds_used: z.number(),
    seconds_remaining: left,
    /** The largest used share of what is limited, 0 to 1; a limit that is used up is 1. */
    share: z.number(),
    /** The soft share is reached, or 80 % where none is set. */
    near: z.boolean(),
  })
  .meta({ id: 'BudgetUsage' });

export type BudgetUsage = z.output<typeof budgetUsage>;

/** `usage`: of this day, or altogether; those nearest to their limit first, at most 10. Empty for `run`. */
export const budgetStatus = z
  .object({
    ...budgetLimit.shape,
    /** What the agent or user it names is called. */
    name: z.string().nullable(),
    usage: z.array(budgetUsage),
  })
  .meta({ id: 'BudgetStatus' });

export type BudgetStatus = z.output<typeof budgetStatus>;

/** `resets_at`: when limits per day start anew. */
export const budgetList = z.object({
  data: z.array(budgetStatus),
  next_cursor: z.null(),
  resets_at: z.iso.datetime(),
});
