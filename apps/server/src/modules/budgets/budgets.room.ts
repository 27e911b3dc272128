import type { Room } from '../../platform/room.ts';
import type { PlatformServices } from '../../platform/services.ts';
import { BudgetKeeper } from './budget-keeper.ts';
import type { NamedPort } from './budgets.ports.ts';
import { forgetOldCounters, releaseExpired } from './counters.repository.ts';
import { listBudgetsVerb } from './list-budgets.ts';
import { myBudgetsVerb } from './my-budgets.ts';
import { replaceBudgetsVerb } from './replace-budgets.ts';

export interface BudgetsDeps extends Pick<PlatformServices, 'database' | 'clock'> {
  named: NamedPort;
}

/** What chats ask: the budget of a run, and whether it should be cheap. */
export type BudgetsDoor = Pick<BudgetKeeper, 'port' | 'nearItsEnd' | 'runLimits'>;

export function createBudgetsRoom(deps: BudgetsDeps): { room: Room; door: BudgetsDoor } {
  const keeper = new BudgetKeeper(deps);
  const room: Room = {
    name: 'budgets',
    verbs: [
      listBudgetsVerb(deps),
      replaceBudgetsVerb({ keeper, named: deps.named, clock: deps.clock }),
      myBudgetsVerb(deps),
    ],
    housekeeping: [
      {
        name: 'expired budget reservations',
        run: (tx) => releaseExpired(tx, new Date(deps.clock.now()).toISOString()),
      },
      { name: 'old budget counters', run: forgetOldCounters },
    ],
  };
  return { room, door: keeper };
}
