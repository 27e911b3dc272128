import {
  applyInDoubtSettled,
  applyToolParked,
  applyToolRequested,
  applyToolSettled,
  applyToolStarted,
  retryParked,
} from './apply-calls.ts';
import { applyApprovalDecided, applyApprovalEscalated, applyApprovalRequested } from './approvals.ts';
import type { RunEvent, RunEventData, RunEventType, StoredEvent, TokenUsage } from './events.ts';
import { addTaint } from './information-flow.ts';
import { initialState, type RunPhase, type RunState, unsettledCalls } from './run-state.ts';

/** What a log means. The same events always give the same state. */
export function foldRun(events: readonly StoredEvent[]): RunState {
  const state = initialState();
  for (const event of events) applyEvent(state, event, event.at);
  return state;
}

/**
 * Takes one more event into the state it is given (changing it) and returns that state. `at` is in milliseconds since
 * the epoch. Events that do not fit, such as a second settlement, change nothing, so no log can break a reader.
 */
export function applyEvent(state: RunState, event: RunEvent, at: number): RunState {
  if (!applyDelta(state, event)) {
    applyOther(state, event, at);
    state.phase = phaseOf(state);
  }
  if (countsAsWork(event)) state.activeMs += Math.max(0, at - state.lastAt);
  state.lastAt = at;
  return state;
}

/** The hot path: nothing but the text can have changed. */
function applyDelta(state: RunState, event: RunEvent): boolean {
  if (event.type !== 'text-delta' && event.type !== 'reasoning-delta') return false;
  const step = state.steps.at(-1);
  if (step === undefined || step.step !== event.data.step) return true;
  if (event.type === 'text-delta') step.text += event.data.text;
  else step.reasoning += event.data.text;
  return true;
}

type Handlers = { [Type in RunEventType]: (state: RunState, data: RunEventData[Type], at: number) => void };

const handlers: Handlers = {
  'text-delta': () => undefined,
  'reasoning-delta': () => undefined,
  'run-started': applyStarted,
  'run-resumed': applyResumed,
  'run-forked': applyForked,
  'guardrail-checked': applyGuardrail,
  'step-started': applyStepStarted,
  'step-finished': applyStepFinished,
  'tool-requested': applyToolRequested,
  'tool-started': applyToolStarted,
  'tool-settled': applyToolSettled,
  'tool-parked': applyToolParked,
  'in-doubt-settled': applyInDoubtSettled,
  'approval-requested': applyApprovalRequested,
  'approval-escalated': applyApprovalEscalated,
  'approval-decided': applyApprovalDecided,
  'history-summarised': applySummary,
  'window-shortened': applyShortened,
  'budget-refused': (state, data) => {
    state.budgetRefused ??= data;
  },
  'budget-noticed': () => undefined,
  'message-completed': (state, data) => {
    state.message ??= data;
  },
  'run-finished': (state, data) => {
    state.finished ??= data;
  },
};

function applyOther<Type extends RunEventType>(
  state: RunState,
  event: { type: Type; data: RunEventData[Type] },
  at: number,
): void {
  // A type this version does not know was written by a newer one; it must not break an older reader.
  if (Object.hasOwn(handlers, event.type)) handlers[event.type](state, event.data, at);
}

function applyStarted(state: RunState, data: RunEventData['run-started'], at: number): void {
  state.startedAt ??= at;
  state.lastAt = at;
  addTaint(state.taint, data.labels);
}

const afterWaiting: ReadonlySet<RunEventType> = new Set([
  'run-resumed',
  'approval-decided',
  'approval-escalated',
  'in-doubt-settled',
]);

/** Time spent waiting for a person or for a new holder is not the run's. */
function countsAsWork(event: RunEvent): boolean {
  return !afterWaiting.has(event.type);
}

function phaseOf(state: RunState): RunPhase {
  if (state.finished !== undefined) return state.finished.status;
  if (state.startedAt === undefined) return 'new';
  const open = unsettledCalls(state);
  if (open.some((call) => call.status === 'in_doubt')) return 'in_doubt';
  const waits = open.some((call) => call.approval?.status === 'pending' || call.phase === 'parked');
  return waits ? 'waiting_approval' : 'running';
}

function applyResumed(state: RunState, data: RunEventData['run-resumed']): void {
  retryParked(state);
  const last = state.steps.at(-1);
  if (last === undefined || last.finished !== undefined || last.step !== data.discard_step) return;
  // What the discarded turn cost was never told.
  state.costIncomplete = true;
  for (const call of last.calls) state.calls.delete(call.id);
  state.steps.pop();
}

/** What was taken over was paid for and waited for in the run it comes from. */
function applyForked(state: RunState, { step }: RunEventData['run-forked']): void {
  state.forkStep = step;
  const { usage, delegated } = initialState();
  state.usage = usage;
  state.delegated = delegated;
  state.costUsd = 0;
  state.costIncomplete = false;
  state.activeMs = 0;
}

function applyGuardrail(state: RunState, data: RunEventData['guardrail-checked']): void {
  state.verdicts.push(...data.verdicts);
  if (data.stage !== 'input') return;
  state.inputChecked = true;
  state.checkedInput = data.text;
  state.inputBlock = data.verdicts.find((verdict) => verdict.action === 'block');
}

function applyStepStarted(state: RunState, data: RunEventData['step-started']): void {
  state.steps.push({
    step: data.step,
    modelId: data.model_id,
    text: '',
    reasoning: '',
    calls: [],
    finished: undefined,
  });
}

function applySummary(state: RunState, data: RunEventData['history-summarised']): void {
  const { text, through, labels } = data;
  state.window.summary = { text, through, labels };
  state.window.maySummarise = false;
  addTaint(state.taint, labels);
  addUsage(state, data.usage, data.cost_usd);
}

function applyShortened(state: RunState, data: RunEventData['window-shortened']): void {
  if (data.usage !== undefined) addUsage(state, data.usage, data.cost_usd ?? null);
  if (data.reason === 'summary_failed') {
    state.window.maySummarise = false;
    return;
  }
  const last = state.steps.at(-1);
  if (last === undefined || last.step !== data.discard_step) return;
  state.steps.pop();
  // What failed once in this run would fail again: only a summary that was never tried, or that worked, is made.
  state.window.maySummarise ||= state.window.summary !== undefined;
  state.window.inputTokens = data.input_tokens;
}

function addUsage(state: RunState, usage: TokenUsage, costUsd: number | null): void {
  state.usage.input_tokens += usage.input_tokens ?? 0;
  state.usage.output_tokens += usage.output_tokens ?? 0;
  state.usage.cached_input_tokens += usage.cached_input_tokens ?? 0;
  state.usage.reasoning_tokens += usage.reasoning_tokens ?? 0;
  state.costUsd += costUsd ?? 0;
  if (costUsd === null) state.costIncomplete = true;
}

function applyStepFinished(state: RunState, data: RunEventData['step-finished']): void {
  const step = state.steps.at(-1);
  if (step === undefined || step.step !== data.step || step.finished !== undefined) return;
  step.finished = data;
  step.modelId = data.model_id;
  addUsage(state, data.usage, data.cost_usd);
  if (data.usage_is_estimate === true) state.costIncomplete = true;
}
