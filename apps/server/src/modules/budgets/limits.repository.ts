import type { BudgetLimit, BudgetUsage } from '@agentforge/contracts/budgets/schemas';
import { budgetLimit } from '@agentforge/contracts/budgets/schemas';
import type { Tx } from '@agentforge/db/database';
import { newId } from '@agentforge/kernel/ids';
import { asc, sql } from 'drizzle-orm';
import { budgetLimits } from './budgets.tables.ts';

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
      soft_ratio: row.softRatio,
    }),
  );
}

export async function replaceLimits(tx: Tx, tenantId: string, limits: readonly BudgetLimit[]): Promise<void> {
  // Two who replace the list at once must not leave a mixture of both.
  await tx.query(`select pg_advisory_xact_lock(hashtext('agentforge budgets'), hashtext($1))`, [tenantId]);
  await tx.orm.delete(budgetLimits).where(sql`true`);
  if (limits.length === 0) return;
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
      softRatio: limit.soft_ratio,
    })),
  );
}

/** What is known of the tenant's limits between two looks: whether there are any, and whether any has a soft share. */
export async function summarizeLimits(tx: Tx): Promise<{ any: boolean; soft: boolean }> {
  const { rows } = await tx.query<{ any: boolean; soft: boolean }>(
    `select count(*) > 0 as any, coalesce(bool_or(soft_ratio is not null), false) as soft from budget_limits`,
  );
  return rows[0] ?? { any: false, soft: false };
}

export type CountedUsage = Pick<
  BudgetUsage,
  'scope_id' | 'tokens_used' | 'tokens_reserved' | 'cost_used_usd' | 'cost_reserved_usd' | 'runs_used'
>;

/**
 * The counters of a limit, most used first. A limit for each leaves out those of `named`, which have limits of their own;
 * `onlyId` narrows it to one.
 */
export async function usageOf(
  tx: Tx,
  of: { scope: string; periodKey: string; onlyId: string | null; named: readonly string[] },
): Promise<CountedUsage[]> {
  const { rows } = await tx.query<CountedUsage>(
    `select scope_id, tokens_used, tokens_reserved, cost_used as cost_used_usd, cost_reserved as cost_reserved_usd,
            runs_used
       from budget_counters
      where scope = $1 and period_key = $2 and ($3::text is null or scope_id = $3)
        and not (scope_id = any($4::text[]))
      order by tokens_used desc, scope_id limit 10`,
    [of.scope, of.periodKey, of.onlyId, of.named],
  );
  return rows;
}
