import { myBudgets } from '@agentforge/contracts/budgets/endpoints';
import type { BudgetLimit } from '@agentforge/contracts/budgets/schemas';
import type { Clock } from '@agentforge/kernel/clock';
import { type Verb, verb } from '../../platform/verb.ts';
import { withUsage } from './budget-view.ts';
import type { NamedPort } from './budgets.ports.ts';
import { dayOf, endOfDay } from './day.ts';
import { listLimits } from './limits.repository.ts';

/** What people may know of each other's use is nothing: only the organization's counters and their own are shown. */
export function myBudgetsVerb({ clock, named }: { clock: Clock; named: NamedPort }): Verb {
  return verb(myBudgets, async (context) => {
    const userId = context.requireUserId();
    const limits = await listLimits(context.tx);
    const mine = limits.filter(
      (limit) => limit.scope === 'tenant' || limit.scope === 'run' || isMine(limit, limits, userId),
    );
    const data = await withUsage(context.tx, named, mine, dayOf(clock), { user: userId });
    return { data, next_cursor: null, resets_at: endOfDay(clock) };
  });
}

/** A limit that names me, or the one for each where none names me. */
function isMine(limit: BudgetLimit, all: readonly BudgetLimit[], userId: string): boolean {
  if (limit.scope !== 'user') return false;
  if (limit.scope_id !== '*') return limit.scope_id === userId;
  return !all.some((other) => other.scope === 'user' && other.scope_id === userId && other.period === limit.period);
}
