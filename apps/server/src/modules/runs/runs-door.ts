import type { RunEvent } from '@agentforge/agent-engine/events';
import type { Tx } from '@agentforge/db/database';
import type { VerbContext } from '../../platform/context.ts';
import type { PreparedRun } from './prepare-run.ts';
import { parseCursor, type ReaderDeps, type ReadItem, readBatches, readRun } from './read-run.ts';
import { activeRunOf, deleteRunsOf, findRun, insertRun, type NewRun, type RunRow } from './runs.repository.ts';
import type { ActiveRun, RunSupervisor } from './supervisor.ts';
import type { VaultKeeper } from './vault-keeper.ts';

type Place = Pick<RunRow, 'tenantId' | 'id'>;

/** What the rooms above start runs with, and read them by. */
export interface RunsDoor {
  readonly vaults: VaultKeeper;
  /** This process hands its runs over and begins none. */
  readonly draining: boolean;
  /** Writes a run that this process holds, in the caller's transaction. {@link drive} it once that is committed. */
  accept(tx: Tx, tenantId: string, run: Omit<NewRun, 'holder'>): Promise<void>;
  /** Drives an accepted run with what its maker has at hand. */
  drive(run: Place, given: PreparedRun): ActiveRun;
  find(tx: Tx, runId: string): Promise<RunRow | null>;
  /** The run that a conversation is busy with. */
  activeOf(tx: Tx, conversationId: string): Promise<string | null>;
  deleteOf(tx: Tx, conversationId: string): Promise<void>;
  /** From its first event to where it ends or waits for a person. Leaving does not touch the run. */
  read(run: Place, signal: AbortSignal): AsyncGenerator<ReadItem>;
  readBatches(run: Place, signal: AbortSignal): AsyncGenerator<readonly ReadItem[]>;
  /** Keeps leases; workers also look for runs nobody drives. */
  startDriving(takeOver: boolean): Promise<void>;
  /** A person's decision on what a run waits for, in the caller's transaction. */
  decide(context: VerbContext, decision: { runId: string; event: RunEvent }): Promise<void>;
}

interface DoorDeps extends Pick<RunsDoor, 'vaults' | 'startDriving' | 'decide'> {
  supervisor: RunSupervisor;
  reader: ReaderDeps;
}

export function createRunsDoor({ supervisor, reader, ...own }: DoorDeps): RunsDoor {
  const beginning = parseCursor(undefined);
  return {
    ...own,
    get draining() {
      return supervisor.draining;
    },
    accept: (tx, tenantId, run) => insertRun(tx, tenantId, { ...run, holder: supervisor.holder }),
    drive: ({ tenantId, id }, given) => supervisor.drive({ tenantId, id, fence: 1, attempts: 0 }, given),
    find: findRun,
    activeOf: activeRunOf,
    deleteOf: deleteRunsOf,
    read: (run, signal) => readRun(reader, run, beginning, signal),
    readBatches: (run, signal) => readBatches(reader, run, beginning, signal),
  };
}
