import { storable } from '@agentforge/kernel/storable';
import type { RunEvent, RunEventData } from './events.ts';
import { LeaseLost, type RunLog, type RunPorts } from './ports.ts';
import type { PreparedRun } from './prepare.ts';
import type { RunState } from './run-state.ts';
import { applyEvent } from './state.ts';

/** Why a drive stops before the run's end. `handover` and `lease-lost` leave the log as it is. */
export type StopReason = 'cancelled' | 'handover' | 'lease-lost' | 'deadline';

/** What the steps of one drive share. */
export interface RunContext {
  prepared: PreparedRun;
  state: RunState;
  ports: RunPorts;
  log: RunLog;
  /** Aborted with a {@link StopReason}. */
  stop: AbortController;
  /** Resolves when `stop` is aborted. */
  stopped: Promise<void>;
}

export function stopReason({ stop }: RunContext): StopReason | undefined {
  if (!stop.signal.aborted) return undefined;
  const { reason } = stop.signal;
  // An unknown reason is treated as a handover: the run stays resumable.
  return reason === 'cancelled' || reason === 'lease-lost' || reason === 'deadline' ? reason : 'handover';
}

/** Whether the log must be left alone from here on. */
export function isLeaving(run: RunContext): boolean {
  const reason = stopReason(run);
  return reason === 'handover' || reason === 'lease-lost';
}

/** Appends, and resolves once persisted. The state has the events at once, so concurrent calls see each other. */
export function recordDurably(run: RunContext, events: RunEvent[]): Promise<void> {
  return run.log.append(take(run, events), 'durable');
}

/** Appends without waiting: for what is only progress and can be made again. */
export function record(run: RunContext, event: RunEvent): void {
  recordAll(run, [event]);
}

export function recordAll(run: RunContext, events: RunEvent[]): void {
  run.log.append(take(run, events), 'lazy').catch((error: unknown) => stopAfterFailure(run, error));
}

/** Models and tools write what no database holds; a log that cannot be written would hold the run up for ever. */
function take(run: RunContext, events: readonly RunEvent[]): RunEvent[] {
  const now = run.ports.clock.now();
  const kept = events.map(storable);
  for (const event of kept) applyEvent(run.state, event, now);
  return kept;
}

/** A lost lazy write means that later durable ones fail as well; stopping early saves the work between. */
function stopAfterFailure(run: RunContext, error: unknown): void {
  run.stop.abort(error instanceof LeaseLost ? 'lease-lost' : 'handover');
}

export function resumed(reason: string, step?: number): RunEvent {
  const data: RunEventData['run-resumed'] = step === undefined ? { reason } : { discard_step: step, reason };
  return { type: 'run-resumed', data };
}
