import type { Json } from '@agentforge/kernel/json';
import type { ChildUsage, NumberedPassage, RunEventData } from './events.ts';
import { addTaint } from './information-flow.ts';
import { noteForModel } from './results.ts';
import type { CallState, RunState } from './run-state.ts';

export function applyToolRequested(state: RunState, data: RunEventData['tool-requested']): void {
  const step = state.steps.at(-1);
  if (step === undefined || step.step !== data.step || state.calls.has(data.call_id)) return;
  const call = {
    id: data.call_id,
    step: data.step,
    index: step.calls.length,
    request: data,
    approval: undefined,
    phase: 'requested' as const,
    attempts: 0,
    status: undefined,
    result: null,
    error: undefined,
    simulated: undefined,
    durationMs: undefined,
    childRunId: undefined,
    parkedFor: undefined,
  };
  step.calls.push(call);
  state.calls.set(call.id, call);
}

export function applyToolStarted(state: RunState, data: RunEventData['tool-started']): void {
  const call = state.calls.get(data.call_id);
  if (call === undefined || call.phase === 'settled') return;
  call.phase = 'started';
  call.attempts = data.attempt;
}

export function applyToolSettled(state: RunState, data: RunEventData['tool-settled']): void {
  const call = state.calls.get(data.call_id);
  if (call === undefined || call.phase === 'settled') return;
  call.phase = 'settled';
  call.status = data.status;
  call.result = data.result;
  call.error = data.error;
  call.simulated = data.simulated;
  call.durationMs = data.duration_ms;
  if (data.child !== undefined) addChild(state, call, data.child);
  addTaint(state.taint, data.labels);
  addPassages(state.passages, data.passages ?? []);
}

function addChild(state: RunState, call: CallState, child: ChildUsage): void {
  call.childRunId = child.run_id;
  state.delegated.tokens += child.input_tokens + child.output_tokens;
  state.delegated.costUsd += child.cost_usd ?? 0;
}

export function applyToolParked(state: RunState, data: RunEventData['tool-parked']): void {
  const call = state.calls.get(data.call_id);
  if (call?.phase !== 'started') return;
  call.phase = 'parked';
  call.childRunId = data.run_id;
  call.parkedFor = data.reason;
}

/** Whoever takes the run up again asks once more what became of parked calls. */
export function retryParked(state: RunState): void {
  for (const call of state.calls.values()) if (call.phase === 'parked') call.phase = 'retry';
}

function addPassages(known: NumberedPassage[], found: readonly NumberedPassage[]): void {
  for (const passage of found) {
    if (!known.some((other) => other.number === passage.number)) known.push(passage);
  }
}

export function applyInDoubtSettled(state: RunState, data: RunEventData['in-doubt-settled']): void {
  const call = state.calls.get(data.call_id);
  if (call?.status !== 'in_doubt') return;
  if (data.outcome === 'retry') {
    call.phase = 'retry';
    call.status = undefined;
    return;
  }
  call.status = 'settled_by_person';
  call.result = data.result ?? personNote(data.outcome);
  call.error = undefined;
}

function personNote(outcome: 'happened' | 'did_not_happen'): Json {
  if (outcome === 'happened') return { status: 'ok', note: 'A person confirmed that this took effect.' };
  return noteForModel('error', 'A person confirmed that this did not take effect.');
}
