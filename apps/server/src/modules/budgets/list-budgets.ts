import { listBudgets } from '@agentforge/contracts/budgets/endpoints';
import type { Clock } from '@agentforge/kernel/clock';
import { type Verb, verb } from '../../platform/verb.ts';
import { withUsage } from './budget-view.ts';
import { dayOf } from './day.ts';
import { listLimits } from './limits.repository.ts';

export function listBudgetsVerb(clock: Clock): Verb {
  return verb(listBudgets, async ({ tx }) => ({
    data: await withUsage(tx, await listLimits(tx), dayOf(clock)),
    next_cursor: null,
  }));
}
