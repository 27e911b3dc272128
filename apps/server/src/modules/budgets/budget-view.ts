import type { BudgetLimit, BudgetStatus, BudgetUsage } from '@agentforge/contracts/budgets/schemas';
import type { Tx } from '@agentforge/db/database';
import type { NamedPort } from './budgets.ports.ts';
import { type CountedUsage, usageOf } from './limits.repository.ts';

/** Where nothing is set, this share of a limit counts as near. */
const usualNearness = 0.8;

/** Limits with what is used of them. `of` narrows the usage of limits for each to one subject per scope. */
export async function withUsage(
  tx: Tx,
  named: NamedPort,
  limits: readonly BudgetLimit[],
  day: string,
  of: Partial<Record<BudgetLimit['scope'], string>> = {},
): Promise<BudgetStatus[]> {
  const counted = new Map<BudgetLimit, CountedUsage[]>();
  for (const limit of limits) counted.set(limit, await countersOf(tx, limit, limits, day, of));
  const names = await namesOf(tx, named, counted);
  return limits.map((limit) => ({
    ...limit,
    name: names(limit.scope, limit.scope_id),
    usage: (counted.get(limit) ?? []).map((usage) => measured(limit, usage, names(limit.scope, usage.scope_id))),
  }));
}

async function countersOf(
  tx: Tx,
  limit: BudgetLimit,
  limits: readonly BudgetLimit[],
  day: string,
  of: Partial<Record<BudgetLimit['scope'], string>>,
): Promise<CountedUsage[]> {
  const { scope, scope_id: scopeId, period } = limit;
  if (scope === 'run') return [];
  const forEach = scope !== 'tenant' && scopeId === '*';
  const onlyId = forEach ? (of[scope] ?? null) : scopeId;
  const named = forEach
    ? limits
        .filter((other) => other.scope === scope && other.period === period)
        .map((other) => other.scope_id)
        .filter((id) => id !== '*')
    : [];
  const counted = await usageOf(tx, limit, { periodKey: period === 'day' ? day : 'total', onlyId, named });
  return counted.length === 0 && onlyId !== null ? [unused(onlyId)] : counted;
}

async function namesOf(
  tx: Tx,
  named: NamedPort,
  counted: ReadonlyMap<BudgetLimit, readonly CountedUsage[]>,
): Promise<(scope: BudgetLimit['scope'], id: string) => string | null> {
  const idsOf = (scope: BudgetLimit['scope']) =>
    [...counted]
      .filter(([limit]) => limit.scope === scope)
      .flatMap(([limit, usages]) => [limit.scope_id, ...usages.map((usage) => usage.scope_id)])
      .filter((id) => id !== '*');
  const agents = await named.agents(tx, idsOf('agent'));
  const users = await named.users(tx, idsOf('user'));
  return (scope, id) => (scope === 'agent' ? agents : scope === 'user' ? users : null)?.get(id) ?? null;
}

function unused(scopeId: string): CountedUsage {
  return {
    scope_id: scopeId,
    tokens_used: 0,
    tokens_reserved: 0,
    cost_used_usd: 0,
    cost_is_lower_bound: false,
    cost_reserved_usd: 0,
    runs_used: 0,
    steps_used: 0,
    tool_calls_used: 0,
    seconds_used: 0,
  };
}

function measured(limit: BudgetLimit, usage: CountedUsage, name: string | null): BudgetUsage {
  const share = shareOf(limit, usage);
  return {
    ...usage,
    name,
    tokens_remaining: remaining(limit.max_tokens, usage.tokens_used + usage.tokens_reserved),
    cost_remaining_usd: remaining(limit.max_cost_usd, usage.cost_used_usd + usage.cost_reserved_usd),
    runs_remaining: remaining(limit.max_runs, usage.runs_used),
    steps_remaining: remaining(limit.max_steps, usage.steps_used),
    tool_calls_remaining: remaining(limit.max_tool_calls, usage.tool_calls_used),
    seconds_remaining: remaining(limit.max_seconds, usage.seconds_used),
    share,
    near: share >= (limit.soft_ratio ?? usualNearness),
  };
}

function shareOf(limit: BudgetLimit, usage: CountedUsage): number {
  const shares = [
    [usage.tokens_used, limit.max_tokens],
    [usage.cost_used_usd, limit.max_cost_usd],
    [usage.runs_used, limit.max_runs],
    [usage.steps_used, limit.max_steps],
    [usage.tool_calls_used, limit.max_tool_calls],
    [usage.seconds_used, limit.max_seconds],
  ] as const;
  return Math.min(1, Math.max(0, ...shares.map(([used, most]) => (most === null ? 0 : used / most))));
}

function remaining(most: number | null, taken: number): number | null {
  return most === null ? null : Math.max(0, most - taken);
}
