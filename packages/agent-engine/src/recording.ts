import type { RunEvent, RunEventData, StoredEvent } from './events.ts';
import { noteForModel } from './results.ts';
import type { CallState, RunState } from './run-state.ts';
import { sequenceOf } from './sequence.ts';
import { foldRun } from './state.ts';

type Settled = RunEventData['tool-settled'];

/** A call of an earlier run and what came of it. Identity: function name and {@link argumentsHash}. */
export interface RecordedCall {
  callId: string;
  step: number;
  name: string;
  /** Hex SHA-256 of the arguments' canonical JSON. */
  argumentsHash: string;
  /** A person put another result in its place. */
  changed: boolean;
  settled: Omit<Settled, 'call_id' | 'simulated'>;
}

/** The answered calls of a log in their order. Calls that were refused have no result to give again. */
export function recordedCalls(events: readonly StoredEvent[]): RecordedCall[] {
  const { calls } = foldRun(events);
  const settlements = new Map(
    events.flatMap((event) => (event.type === 'tool-settled' ? [[event.data.call_id, event.data] as const] : [])),
  );
  return [...calls.values()].flatMap((call) => {
    const { call_id: callId, simulated, ...settled } = settlements.get(call.id) ?? {};
    if (callId === undefined || !hasResult(call) || simulated?.match === 'none') return [];
    // What a person said later of a call in doubt stands in the state, not in its first settlement.
    const status = call.status === 'in_doubt' ? 'error' : (call.status ?? 'error');
    const { name, arguments_hash: argumentsHash } = call.request;
    const last = { duration_ms: 0, labels: [], ...settled, status, result: call.result };
    return [{ callId, step: call.step, name, argumentsHash, changed: false, settled: last }];
  });
}

function hasResult({ phase, status, request }: CallState): boolean {
  return phase === 'settled' && status !== 'refused' && request.decision !== 'refuse';
}

/**
 * Settles a call without making it: with the result of the recorded call of the same function and arguments; else with
 * the next one of the same function that is not given yet; else with a note that there is none.
 */
export function answerFromRecording(recording: readonly RecordedCall[], state: RunState, call: CallState): RunEvent {
  const given = givenAlready(state);
  const same = recording.filter(({ name, argumentsHash }) => isSame(call, name, argumentsHash));
  const repeated = call.request.risk === 'read' ? same.at(-1) : undefined;
  const exact = same.find(({ callId }) => !given.has(callId)) ?? repeated;
  if (exact !== undefined) return settled(call, exact, 'arguments');
  const next = recording.find(
    ({ callId, name, step }) => name === call.request.name && step >= (state.forkStep ?? 1) && !given.has(callId),
  );
  return next === undefined ? notReplayed(call) : settled(call, next, 'order');
}

/** Recorded calls that stand in this run already: those taken over, and those that answered one. */
function givenAlready(state: RunState): Set<string> {
  const fork = state.forkStep ?? 1;
  return new Set(
    [...state.calls.values()].flatMap((call) => (call.step < fork ? [call.id] : (call.simulated?.call_id ?? []))),
  );
}

function isSame({ request }: CallState, name: string, hash: string): boolean {
  return request.name === name && request.arguments_hash === hash;
}

function settled(call: CallState, { callId, changed, settled: record }: RecordedCall, match: 'arguments' | 'order') {
  const simulated = { match, call_id: callId, ...(changed ? { changed } : {}) };
  return { type: 'tool-settled' as const, data: { ...record, call_id: call.id, simulated } };
}

const noRecording =
  'Not replayed: this is a replay, in which nothing is really called, and the recording has no result of such a call.';

function notReplayed(call: CallState): RunEvent {
  return {
    type: 'tool-settled',
    data: {
      call_id: call.id,
      status: 'refused',
      result: noteForModel('not_replayed', noRecording),
      error: noRecording,
      duration_ms: 0,
      labels: [],
      simulated: { match: 'none' },
    },
  };
}

/** Turns a run can be forked at: those it has made, from 1. */
export function forkableSteps(events: readonly StoredEvent[]): number[] {
  return foldRun(events).steps.map(({ step }) => step);
}

/**
 * The beginning of a new run: what the log of `from` says up to its turn `step`, with `recording`'s results in the place
 * of changed ones, under the first fence. Times are moved so that it ends at `now` (milliseconds since the epoch).
 */
export function forkedEvents(
  from: { runId: string; events: readonly StoredEvent[] },
  fork: { runId: string; step: number; changes: string[]; recording: readonly RecordedCall[]; now: number },
): StoredEvent[] {
  const end = from.events.findLastIndex(({ type, data }) => type === 'step-started' && isStep(data, fork.step));
  const before = from.events.slice(0, Math.max(0, end)).filter(({ type }) => !left.has(type));
  const shift = fork.now - (before.at(-1)?.at ?? fork.now);
  const taken = before.map((event) => ({ ...takenOver(event, fork), at: event.at + shift }));
  const forked = {
    type: 'run-forked' as const,
    data: { from: from.runId, step: fork.step, changes: fork.changes },
    at: fork.now,
  };
  return [...taken, forked].map((event, index) => ({ ...event, sequence: sequenceOf(1, index) }));
}

/** Limits and their notices were those of the other run. */
const left: ReadonlySet<string> = new Set(['budget-refused', 'budget-noticed']);

function isStep(data: object, step: number): boolean {
  return 'step' in data && data.step === step;
}

function takenOver(event: StoredEvent, fork: { runId: string; recording: readonly RecordedCall[] }): StoredEvent {
  if (event.type === 'run-started') return { ...event, data: { ...event.data, run_id: fork.runId } };
  if (event.type !== 'tool-settled') return event;
  const { call_id } = event.data;
  const change = fork.recording.find(({ callId, changed }) => changed && callId === call_id);
  if (change === undefined) return event;
  const simulated = { match: 'arguments' as const, call_id, changed: true };
  return { ...event, data: { ...change.settled, call_id, simulated } };
}
