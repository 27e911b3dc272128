import { listBudgets } from '@agentforge/contracts/budgets/endpoints';
import type { Clock } from '@agentforge/kernel/clock';
import { type Verb, verb } from '../../platform/verb.ts';
import { withUsage } from './budget-view.ts';
import type { NamedPort } from './budgets.ports.ts';
import { dayOf, endOfDay } from './day.ts';
import { listLimits, revisionOf } from './limits.repository.ts';

export function listBudgetsVerb({ clock, named }: { clock: Clock; named: NamedPort }): Verb {
  return verb(listBudgets, async (context) => {
    context.revision(await revisionOf(context.tx));
    const data = await withUsage(context.tx, named, await listLimits(context.tx), dayOf(clock));
    return { data, next_cursor: null, resets_at: endOfDay(clock) };
  });
}
