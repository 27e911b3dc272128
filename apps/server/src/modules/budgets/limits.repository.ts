import type { BudgetLimit, BudgetUsage } from '@agentforge/contracts/budgets/schemas';
import { budgetLimit } from '@agentforge/contracts/budgets/schemas';
import type { Tx } from '@agentforge/db/database';
import { newId } from '@agentforge/kernel/ids';
import { asc, sql } from 'drizzle-orm';
import { budgetLimits } from './budgets.tables.ts';
import type { LimitAmounts } from './counters.repository.ts';

/** All limits of the tenant, in the order they were given. */
export async function listLimits(tx: Tx): Promise<BudgetLimit[]> {
  const rows = await tx.orm.select().from(budgetLimits).orderBy(asc(budgetLimits.position)).limit(200);
  return rows.map((row) =>
    budgetLimit.parse({
      scope: row.scope,
      scope_id: row.scopeId,
      period: row.period,
      max_tokens: row.maxTokens,
      max_cost_usd: row.maxCostUsd,
      max_runs: row.maxRuns,
      max_steps: row.maxSteps,
      max_tool_calls: row.maxToolCalls,
      max_seconds: row.maxSeconds,
      soft_ratio: row.softRatio,
    }),
  );
}

/** How often the list was replaced; 0 at first. */
export async function revisionOf(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ revision: number }>('select revision from budget_revisions');
  return rows[0]?.revision ?? 0;
}

/** Two who replace the list at once must not leave a mixture of both. Held until the transaction ends. */
export async function lockLimits(tx: Tx, tenantId: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('agentforge budgets'), hashtext($1))`, [tenantId]);
}

/** The caller holds the lock of the list. Answers the new revision. */
export async function replaceLimits(tx: Tx, tenantId: string, limits: readonly BudgetLimit[]): Promise<number> {
  const { rows } = await tx.query<{ revision: number }>(
    `insert into budget_revisions (tenant_id, revision) values ($1, 1)
     on conflict (tenant_id) do update set revision = budget_revisions.revision + 1 returning revision`,
    [tenantId],
  );
  const revision = rows[0]?.revision ?? 0;
  await tx.orm.delete(budgetLimits).where(sql`true`);
  if (limits.length === 0) return revision;
  await tx.orm.insert(budgetLimits).values(
    limits.map((limit, position) => ({
      tenantId,
      id: newId('budgetLimit'),
      position,
      scope: limit.scope,
      scopeId: limit.scope_id,
      period: limit.period,
      maxTokens: limit.max_tokens,
      maxCostUsd: limit.max_cost_usd,
      maxRuns: limit.max_runs,
      maxSteps: limit.max_steps,
      maxToolCalls: limit.max_tool_calls,
      maxSeconds: limit.max_seconds,
      softRatio: limit.soft_ratio,
    })),
  );
  return revision;
}

/** What is known of the tenant's limits between two looks. */
export interface LimitsSummary {
  /** Whether anything is limited over several runs. */
  any: boolean;
  /** Whether calls of tools count against something. */
  tools: boolean;
  /** Whether any has a soft share. */
  soft: boolean;
  /** What each run may use at most. */
  run: LimitAmounts | null;
}

export async function summarizeLimits(tx: Tx): Promise<LimitsSummary> {
  const { rows } = await tx.query<LimitAmounts & { scope: string; soft_ratio: number | null }>(
    `select scope, max_tokens, max_cost_usd, max_runs, max_steps, max_tool_calls, max_seconds, soft_ratio
       from budget_limits`,
  );
  const shared = rows.filter(({ scope }) => scope !== 'run');
  return {
    any: shared.length > 0,
    tools: shared.some((limit) => limit.max_tool_calls !== null || limit.max_seconds !== null),
    soft: shared.some(({ soft_ratio }) => soft_ratio !== null),
    run: rows.find(({ scope }) => scope === 'run') ?? null,
  };
}

export type CountedUsage = Omit<
  BudgetUsage,
  'name' | 'share' | 'near' | `${string}_remaining` | `${string}_remaining_usd`
>;

/**
 * The counters of a limit, nearest to its end first. A limit for each leaves out those of `named`, which have limits of
 * their own; `onlyId` narrows it to one.
 */
export async function usageOf(
  tx: Tx,
  limit: BudgetLimit,
  of: { periodKey: string; onlyId: string | null; named: readonly string[] },
): Promise<CountedUsage[]> {
  const { rows } = await tx.query<CountedUsage>(
    `select scope_id, tokens_used, tokens_reserved, cost_used as cost_used_usd, cost_reserved as cost_reserved_usd,
            cost_is_lower_bound, runs_used, steps_used, tool_calls_used, seconds_used
       from budget_counters
      where scope = $1 and period_key = $2 and ($3::text is null or scope_id = $3)
        and not (scope_id = any($4::text[]))
      order by greatest(tokens_used::float8 / $5::bigint, cost_used / $6::float8, runs_used::float8 / $7::bigint,
                        steps_used::float8 / $8::bigint, tool_calls_used::float8 / $9::bigint,
                        seconds_used / $10::bigint) desc nulls last, scope_id limit 10`,
    [
      limit.scope,
      of.periodKey,
      of.onlyId,
      of.named,
      limit.max_tokens,
      limit.max_cost_usd,
      limit.max_runs,
      limit.max_steps,
      limit.max_tool_calls,
      limit.max_seconds,
    ],
  );
  return rows;
}
