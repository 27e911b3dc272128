import type { RunEvent, StoredEvent } from '@agentforge/agent-engine/events';
import type { PreparedRun as EnginePlan } from '@agentforge/agent-engine/prepare';
import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import type { Tx } from '@agentforge/db/database';
import { assertInvariant } from '@agentforge/kernel/trust';
import type { VerbContext } from '../../platform/context.ts';
import { type ExplainDeps, explainRun } from './explain-run.ts';
import { type Ancestor, childOf, countFamily, holdParent } from './family.repository.ts';
import type { PreparedRun } from './prepare-run.ts';
import { parseCursor, type ReaderDeps, type ReadItem, readBatches, readRun } from './read-run.ts';
import { requireRun } from './runs.policy.ts';
import {
  activeRunOf,
  appendEvents,
  deleteRunsOf,
  findRun,
  insertRun,
  type NewRun,
  type RunRow,
  readEvents,
} from './runs.repository.ts';
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
  /** One's own, and all for those who build agents. Throws `not_found` for others. */
  require(context: VerbContext, runId: string): Promise<RunRow>;
  events(tx: Tx, runId: string): Promise<StoredEvent[]>;
  /** The first events of an accepted run, taken over from another. */
  begin(tx: Tx, run: Place, events: readonly StoredEvent[]): Promise<void>;
  /** What the engine was given, to tell what the model was sent. Calls nothing. */
  explain(run: RunRow, events: readonly StoredEvent[]): Promise<EnginePlan>;
  definition(run: RunRow): Promise<AgentDefinition>;
  /** Throws `model_missing` when there is none of this name. */
  requireModel(tenantId: string, modelId: string | null): Promise<void>;
  /** The run that a conversation is busy with. */
  activeOf(tx: Tx, conversationId: string): Promise<string | null>;
  /** The line of a run that wants to start another, itself first; held until the transaction ends. */
  holdFamily(tx: Tx, runId: string): Promise<Ancestor[] | null>;
  childOf(tx: Tx, parentId: string, key: string): Promise<string | null>;
  countFamily(tx: Tx, rootId: string): Promise<number>;
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
  explainer: ExplainDeps;
  reader: ReaderDeps;
}

export function createRunsDoor({ supervisor, explainer, reader, ...own }: DoorDeps): RunsDoor {
  const beginning = parseCursor(undefined);
  return {
    ...own,
    get draining() {
      return supervisor.draining;
    },
    accept: (tx, tenantId, run) => insertRun(tx, tenantId, { ...run, holder: supervisor.holder }),
    drive: ({ tenantId, id }, given) => supervisor.drive({ tenantId, id, fence: 1, attempts: 0 }, given),
    find: findRun,
    require: requireRun,
    events: (tx, runId) => readEvents(tx, runId),
    begin: async (tx, { tenantId, id }, events) => {
      assertInvariant(await appendEvents(tx, { tenantId, id, fence: 1 }, events), 'a run just accepted is held');
    },
    explain: (run, events) => explainRun(explainer, run, events),
    definition: (run) => explainer.preparer.definition(run.tenantId, run),
    requireModel: async (tenantId, modelId) => {
      await explainer.models.port(tenantId, modelId, { question: '', images: false, tools: false });
    },
    activeOf: activeRunOf,
    holdFamily: holdParent,
    childOf,
    countFamily,
    deleteOf: deleteRunsOf,
    read: (run, signal) => readRun(reader, run, beginning, signal),
    readBatches: (run, signal) => readBatches(reader, run, beginning, signal),
  };
}
