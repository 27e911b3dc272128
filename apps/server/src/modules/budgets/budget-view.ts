import type { BudgetLimit, BudgetUsage } from '@agentforge/contracts/budgets/schemas';
import type { Tx } from '@agentforge/db/database';
import { type CountedUsage, usageOf } from './limits.repository.ts';

export type BudgetStatusView = BudgetLimit & { usage: BudgetUsage[] };

/** Limits with what is used of them. `of` narrows the usage of limits for each to one subject per scope. */
export async function withUsage(
  tx: Tx,
  limits: readonly BudgetLimit[],
  day: string,
  of: Partial<Record<BudgetLimit['scope'], string>> = {},
): Promise<BudgetStatusView[]> {
  const views: BudgetStatusView[] = [];
  for (const limit of limits) {
    const { scope, scope_id: scopeId, period } = limit;
    const forEach = scope !== 'tenant' && scopeId === '*';
    const onlyId = forEach ? (of[scope] ?? null) : scopeId;
    const named = forEach
      ? limits
          .filter((other) => other.scope === scope && other.period === period)
          .map((other) => other.scope_id)
          .filter((id) => id !== '*')
      : [];
    const counted = await usageOf(tx, { scope, periodKey: period === 'day' ? day : 'total', onlyId, named });
    const shown = counted.length === 0 && onlyId !== null ? [unused(onlyId)] : counted;
    views.push({ ...limit, usage: shown.map((usage) => withRemaining(limit, usage)) });
  }
  return views;
}

function unused(scopeId: string): CountedUsage {
  return {
    scope_id: scopeId,
    tokens_used: 0,
    tokens_reserved: 0,
    cost_used_usd: 0,
    cost_reserved_usd: 0,
    runs_used: 0,
  };
}

function withRemaining(limit: BudgetLimit, usage: CountedUsage): BudgetUsage {
  return {
    ...usage,
    tokens_remaining: remaining(limit.max_tokens, usage.tokens_used + usage.tokens_reserved),
    cost_remaining_usd: remaining(limit.max_cost_usd, usage.cost_used_usd + usage.cost_reserved_usd),
    runs_remaining: remaining(limit.max_runs, usage.runs_used),
  };
}

function remaining(most: number | null, taken: number): number | null {
  return most === null ? null : Math.max(0, most - taken);
}
