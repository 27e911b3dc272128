import { cancelRun } from '@agentforge/contracts/chat/endpoints';
import { streamVerb, type Verb } from '../../platform/verb.ts';
import { childrenOf, requestCancelOfFamily } from './family.repository.ts';
import { presentWholeRun } from './run-view.ts';
import { requireRun } from './runs.policy.ts';
import { readEvents } from './runs.repository.ts';
import type { StopRuns } from './stop-runs.ts';
import type { RunSupervisor } from './supervisor.ts';

/**
 * Reaches the provider's connection at once when the run is driven here, else through its holder within seconds. What the
 * run has started ends with it.
 */
export function cancelRunVerb(deps: { supervisor: RunSupervisor; stop: StopRuns }): Verb {
  return streamVerb(cancelRun, async (context, { params }) => {
    const marked = await context.transaction(async (own) => {
      const row = await requireRun(own, params.run_id);
      own.audit({ resource: { kind: 'runs', id: row.id } });
      return requestCancelOfFamily(own.tx, row.id);
    });
    await deps.stop.marked(marked);
    await Promise.all(marked.flatMap(({ id }) => deps.supervisor.active(id)?.settled ?? []));
    return context.transaction(async (own) => {
      const row = await requireRun(own, params.run_id);
      return presentWholeRun(row, await readEvents(own.tx, row.id), await childrenOf(own.tx, row.id));
    });
  });
}
