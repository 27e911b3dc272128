import { driveRun, type RunOutcome } from '@agentforge/agent-engine/drive';
import type { RunEvent, StoredEvent } from '@agentforge/agent-engine/events';
import type { RunState } from '@agentforge/agent-engine/run-state';
import { foldRun } from '@agentforge/agent-engine/state';
import type { Database } from '@agentforge/db/database';
import type { Clock } from '@agentforge/kernel/clock';
import { AppError, messageOf } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import type { Logger } from '../../platform/telemetry/logger.ts';
import type { Metrics } from '../../platform/telemetry/metrics.ts';
import type { Tracing } from '../../platform/telemetry/tracing.ts';
import { appendAndProject } from './append-events.ts';
import {
  endOtherLeases,
  type Holder,
  type Lease,
  releaseLeases,
  renewLeases,
  takeAbandoned,
} from './leases.repository.ts';
import type { PreparedRun, RunPreparer } from './prepare-run.ts';
import { PersistentRunLog } from './run-log.ts';
import type { ConversationsPort, InboxPort, MemoryPort, PeoplePort } from './runs.ports.ts';
import { findRun, readEvents } from './runs.repository.ts';
import { type Remembered, settle } from './settle-run.ts';
import { tracedRun } from './traced-run.ts';

export type SettledStatus = Exclude<RunOutcome['status'], 'handed_over' | 'lease_lost'>;

/** A run this process drives. */
export interface ActiveRun {
  lease: Lease;
  log: PersistentRunLog;
  stop: AbortController;
  /** Resolves when this process is done with it; `null` when another has it now or will. */
  settled: Promise<Settled | null>;
}

export interface Settled {
  status: SettledStatus;
  state: RunState;
}

/** What a run's last write needs, and what came of it. */
interface Ending {
  remember: (() => Promise<Remembered>) | null;
  settled: Settled | null;
}

export interface SupervisorDeps {
  database: Database;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
  tracing: Tracing;
  preparer: RunPreparer;
  conversations: ConversationsPort;
  inbox: InboxPort;
  people: PeoplePort;
  memory: MemoryPort;
  /** Tells readers in other processes that there is something new. */
  announce(runId: string): void;
  /** How long a run of a process that fell silent waits for another one. */
  leaseSeconds: number;
}

/** Runs one look takes over before it looks again. */
const takeAtOnce = 10;
/** Takeovers of one run in a row; more means that it takes its holders down. */
const mostAttempts = 6;

/** Drives runs whose lease this process holds, keeps the leases, and takes over runs that nobody drives. */
export class RunSupervisor {
  readonly holder: Holder;
  readonly #deps: SupervisorDeps;
  readonly #active = new Map<string, ActiveRun>();
  #timers: NodeJS.Timeout[] = [];
  #draining = false;

  constructor(deps: SupervisorDeps) {
    this.#deps = deps;
    this.holder = { id: newId('session'), leaseSeconds: deps.leaseSeconds };
  }

  active(runId: string): ActiveRun | undefined {
    return this.#active.get(runId);
  }

  get draining(): boolean {
    return this.#draining;
  }

  /** Keeps leases in every role that may drive runs; only workers look for abandoned ones. */
  start(takeOver: boolean): void {
    const renew = () => void this.#guard(() => this.#renew(), 'leases could not be renewed');
    const take = () => void this.#guard(() => this.takeOver(), 'abandoned runs could not be looked for');
    const leaseMs = this.holder.leaseSeconds * 1000;
    this.#timers.push(setInterval(renew, leaseMs / 4));
    if (!takeOver) return;
    this.#timers.push(setInterval(take, leaseMs / 3));
    setImmediate(() => void this.#guard(() => this.#takeOverAtStart(), 'abandoned runs could not be looked for'));
  }

  /** Whoever drove the runs of an embedded database died with the process before this one: nobody has to be waited for. */
  async #takeOverAtStart(): Promise<void> {
    const { database } = this.#deps;
    if (database.kind === 'pglite')
      await database.withSystem('end leases of the dead', (tx) => endOtherLeases(tx, this.holder));
    await this.takeOver();
  }

  /** Drives a run from where its log stands. Its maker adds what it has at hand, so that nothing is read twice. */
  drive(lease: Lease, given: PreparedRun): ActiveRun {
    const stop = new AbortController();
    const ending: Ending = { remember: null, settled: null };
    const log: PersistentRunLog = new PersistentRunLog({
      fence: lease.fence,
      now: () => this.#deps.clock.now(),
      earlier: given.events,
      write: (events) => this.#write(lease, events, log, ending),
      onLost: () => stop.abort('lease-lost'),
    });
    const active: ActiveRun = { lease, log, stop, settled: this.#drive(lease, log, stop, given, ending) };
    this.#active.set(lease.id, active);
    this.#deps.metrics.activeRuns.set(this.#active.size);
    return active;
  }

  /** Continues here what nobody drives. Answers how many runs that were. */
  async takeOver(): Promise<number> {
    let taken = 0;
    for (let found = takeAtOnce; found === takeAtOnce && !this.#draining; taken += found) {
      const leases = await this.#deps.database.withSystem('take over abandoned runs', (tx) =>
        takeAbandoned(tx, this.holder, takeAtOnce),
      );
      found = leases.length;
      for (const lease of leases) await this.#resume(lease);
    }
    return taken;
  }

  /** Hands all runs over: logs are written, leases given up. Readers find the rest in the database. */
  async stop(): Promise<void> {
    this.#draining = true;
    for (const timer of this.#timers) clearInterval(timer);
    const running = [...this.#active.values()];
    for (const { stop } of running) stop.abort('handover');
    await Promise.allSettled(running.map(({ settled }) => settled));
    if (running.length > 0)
      await this.#deps.database.withSystem('hand runs over', (tx) => releaseLeases(tx, this.holder));
  }

  async #resume(lease: Lease): Promise<void> {
    const { database, logger } = this.#deps;
    const facts = await database.withTenant(lease.tenantId, async (tx) => ({
      run: await findRun(tx, lease.id),
      events: await readEvents(tx, lease.id),
    }));
    if (!facts.run) return;
    logger.info({ runId: lease.id, fence: lease.fence }, 'a run is continued here');
    const { stop } = this.drive(lease, { run: facts.run, events: facts.events });
    if (facts.run.cancelRequested) stop.abort('cancelled');
  }

  async #drive(
    lease: Lease,
    log: PersistentRunLog,
    stop: AbortController,
    given: PreparedRun,
    ending: Ending,
  ): Promise<Settled | null> {
    // Everything below comes after the caller has registered the run.
    await Promise.resolve();
    try {
      if (lease.attempts > mostAttempts) return await this.#giveUp(lease, log, given, null);
      return await this.#toItsEnd(lease, log, stop, given, ending);
    } catch (error) {
      if (isFinal(error)) return await this.#giveUp(lease, log, given, error);
      // The log is resumable: the lease runs out and some worker, maybe this one, goes on from there.
      this.#deps.logger.warn({ runId: lease.id, err: error }, 'a run was interrupted and will be continued');
      return null;
    } finally {
      log.close();
      if (this.#active.get(lease.id)?.log === log) this.#active.delete(lease.id);
      this.#deps.metrics.activeRuns.set(this.#active.size);
      this.#deps.announce(lease.id);
      // The run that asked for this one waits for it, maybe.
      if (given.run.parentRunId) void this.#guard(() => this.takeOver(), 'waiting runs could not be looked for');
    }
  }

  async #toItsEnd(
    lease: Lease,
    log: PersistentRunLog,
    stop: AbortController,
    given: PreparedRun,
    ending: Ending,
  ): Promise<Settled | null> {
    const { plan, ports, remember } = await this.#deps.preparer.prepare(lease, given);
    ending.remember = remember;
    const { agentId, agentVersion, conversationId, replayOf } = given.run;
    const facts = { runId: lease.id, agentId, agentVersion, conversationId, replayOf };
    const outcome = await tracedRun(this.#deps.tracing, facts, { plan, ports }, (traced) =>
      driveRun({ plan, log, ports: traced, signal: stop.signal }),
    );
    if (outcome.status === 'lease_lost') return null;
    await log.flush();
    if (outcome.status === 'handed_over') return null;
    const end = {
      status: outcome.status,
      ...(outcome.expiresAt === undefined ? {} : { expiresAt: outcome.expiresAt }),
    };
    if (!ending.settled && !(await settle(this.#deps, lease, outcome.state, end, await remember()))) return null;
    this.#deps.metrics.runs.inc({ status: outcome.status });
    return { status: outcome.status, state: outcome.state };
  }

  /** Ends a run that cannot go on, with the reason in its log: nobody waits for it for ever. */
  async #giveUp(lease: Lease, log: PersistentRunLog, given: PreparedRun, error: unknown): Promise<Settled | null> {
    const reason =
      AppError.is(error) && error.detail
        ? error.detail
        : 'This answer could not be finished after several tries. Please ask again.';
    this.#deps.logger.warn({ runId: lease.id, reason: messageOf(error) }, 'a run cannot go on and is ended');
    try {
      const before = foldRun(log.events());
      await log.append([failedEvent(before, reason)], 'durable');
      const state = foldRun(log.events());
      const messageId = given.run.replayOf ? null : given.run.messageId;
      const remembered = {
        messageId,
        vault: null,
        agentName: '',
        said: null,
        parentRunId: given.run.parentRunId ?? null,
      };
      const kept = await settle(this.#deps, lease, state, { status: 'failed' }, remembered);
      return kept ? { status: 'failed', state } : null;
    } catch (cause) {
      this.#deps.logger.warn(
        { runId: lease.id, reason: messageOf(cause) },
        'the end of a run could not be written; it is tried again',
      );
      return null;
    }
  }

  /** The end of a run and the rows it settles are one transaction: whoever reads the end finds the message kept. */
  async #write(lease: Lease, events: readonly StoredEvent[], log: PersistentRunLog, ending: Ending): Promise<boolean> {
    const last = events.at(-1);
    if (last?.type === 'run-finished' && ending.remember) {
      const end = { status: last.data.status, state: foldRun(log.events()) };
      if (!(await settle(this.#deps, lease, end.state, end, await ending.remember(), events))) return false;
      ending.settled = end;
      return true;
    }
    const { database, conversations } = this.#deps;
    const asked = performance.now();
    const kept = await database.withTenant(lease.tenantId, (tx) => appendAndProject(tx, conversations, lease, events));
    if (kept) this.#deps.announce(lease.id);
    // An answer older than the lease is about the past: this process was paused, and another may have the run by now.
    return kept && performance.now() - asked < this.holder.leaseSeconds * 1000;
  }

  async #renew(): Promise<void> {
    if (this.#active.size === 0) return;
    const asked = new Map(this.#active);
    const held = await this.#deps.database.withSystem('renew run leases', (tx) =>
      renewLeases(tx, this.holder, [...asked.keys()]),
    );
    const byId = new Map(held.map((lease) => [lease.id, lease]));
    for (const [id, { stop, lease }] of asked) {
      const kept = byId.get(id);
      // Not ours any more: stop now instead of at the next write, which would be refused.
      if (!kept || kept.fence !== lease.fence) stop.abort('lease-lost');
      else if (kept?.cancel) stop.abort('cancelled');
    }
  }

  async #guard(work: () => Promise<unknown>, failure: string): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#deps.logger.warn({ reason: messageOf(error) }, failure);
    }
  }
}

/** Errors that another try would meet again. Outages are not: they pass. */
function isFinal(error: unknown): boolean {
  return AppError.is(error) && !['unavailable', 'internal', 'upstream_timeout'].includes(error.code);
}

function failedEvent(state: RunState, reason: string): RunEvent {
  return {
    type: 'run-finished',
    data: {
      status: 'failed',
      reason_code: 'model_failed',
      reason,
      usage: { ...state.usage },
      cost_usd: state.costUsd,
      cost_is_lower_bound: state.costIncomplete,
    },
  };
}
