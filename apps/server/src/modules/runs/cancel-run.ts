import { cancelRun } from '@agentforge/contracts/chat/endpoints';
import { streamVerb, type Verb } from '../../platform/verb.ts';
import { presentRun, presentSteps } from './run-view.ts';
import { requireRun } from './runs.policy.ts';
import { readEvents, requestCancel } from './runs.repository.ts';
import type { RunSupervisor } from './supervisor.ts';

const over = new Set(['completed', 'failed', 'cancelled']);

/** Reaches the provider's connection at once when the run is driven here, else through its holder within seconds. */
export function cancelRunVerb(deps: { supervisor: RunSupervisor; askHolder(runId: string): void }): Verb {
  return streamVerb(cancelRun, async (context, { params }) => {
    const before = await context.transaction(async (own) => {
      const row = await requireRun(own, params.run_id);
      if (!over.has(row.status)) await requestCancel(own.tx, row.id);
      own.audit({ resource: { kind: 'runs', id: row.id } });
      return row;
    });
    if (!over.has(before.status)) {
      const active = deps.supervisor.active(before.id);
      if (active) {
        active.stop.abort('cancelled');
        await active.settled;
      } else if (before.status === 'running') deps.askHolder(before.id);
      else {
        await deps.supervisor.takeOver();
        await deps.supervisor.active(before.id)?.settled;
      }
    }
    return context.transaction(async (own) => {
      const row = await requireRun(own, params.run_id);
      return { ...presentRun(row), steps: presentSteps(await readEvents(own.tx, row.id)) };
    });
  });
}
