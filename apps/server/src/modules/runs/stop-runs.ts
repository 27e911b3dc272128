import type { Database } from '@agentforge/db/database';
import { requestCancelOfFamily } from './family.repository.ts';
import type { RunSupervisor } from './supervisor.ts';

export interface StopDeps {
  database: Database;
  supervisor: RunSupervisor;
  /** Tells the process that drives a run, wherever it is. */
  askHolder(runId: string): void;
}

export type StopRuns = ReturnType<typeof createStopRuns>;

/** Ends runs that are marked for it: those driven here at once, others through their holders. */
export function createStopRuns({ database, supervisor, askHolder }: StopDeps) {
  const marked = async (runs: readonly { id: string; status: string }[]): Promise<void> => {
    for (const { id } of runs) {
      const active = supervisor.active(id);
      if (active) active.stop.abort('cancelled');
      else askHolder(id);
    }
    // Runs that wait for a person have no holder: they are taken over to be ended.
    if (runs.some(({ status }) => status !== 'running')) await supervisor.takeOver();
  };
  return {
    marked,
    /** A run and all it has started. */
    family: async (tenantId: string, runId: string): Promise<void> => {
      await marked(await database.withTenant(tenantId, (tx) => requestCancelOfFamily(tx, runId)));
    },
  };
}
