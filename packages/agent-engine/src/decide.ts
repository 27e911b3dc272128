import { nextMoment } from './approval-timing.ts';
import { worstCaseCost } from './cost.ts';
import type { ReasonCode, RunEventData } from './events.ts';
import { type SummaryWork, summaryWork } from './history-summary.ts';
import { engineLimits } from './limits.ts';
import { isEmptyAnswer, type NextRequest, nextRequest, type SizedRequest } from './model-request.ts';
import type { RunShare } from './ports.ts';
import { isRepeatable, type PreparedRun } from './prepare.ts';
import { type CallState, openStep, type RunState, unsettledCalls } from './run-state.ts';

export interface ToolWork {
  call: CallState;
  work: 'execute' | 'refuse' | 'decline';
}

export type Action =
  | { type: 'start' }
  | { type: 'check-input' }
  | { type: 'discard-step'; step: number }
  | { type: 'mark-in-doubt'; calls: CallState[] }
  | { type: 'request-approvals'; calls: CallState[] }
  | { type: 'run-tools'; calls: ToolWork[]; parallel: boolean }
  /** `wakeAt`: when time alone changes something, in milliseconds since the epoch. */
  | { type: 'wait'; for: 'approvals' | 'in_doubt'; wakeAt: number | undefined }
  | ({ type: 'call-model'; step: number } & SizedRequest)
  | ({ type: 'summarise' } & SummaryWork)
  | { type: 'shorten-window'; data: RunEventData['window-shortened'] }
  | { type: 'refuse-budget'; limit: string; detail: string }
  | { type: 'finish'; code: ReasonCode; reason: string; text: string }
  | { type: 'fail'; code: ReasonCode; reason: string; text: string }
  | { type: 'done' };

/** What is to be done next, from nothing but the plan and the log. */
export function nextAction(prepared: PreparedRun, state: RunState): Action {
  if (state.finished !== undefined) return { type: 'done' };
  if (state.startedAt === undefined) return { type: 'start' };
  const open = openStep(state);
  if (open !== undefined) return { type: 'discard-step', step: open.step };
  if (!state.inputChecked) return { type: 'check-input' };
  return (
    endBeforeTools(prepared, state) ??
    nextForCalls(prepared, state) ??
    endOfTurn(prepared, state) ??
    nextTurn(prepared, state)
  );
}

function endBeforeTools(prepared: PreparedRun, state: RunState): Action | undefined {
  if (state.inputBlock !== undefined) {
    return finish('input_blocked', 'A guardrail of this agent stopped the message.', state.inputBlock.detail);
  }
  const last = state.steps.at(-1);
  if (last?.finished?.finish_reason === 'error') {
    const reason = last.finished.error ?? 'The model did not answer.';
    const shorter = last.finished.error_kind === undefined ? undefined : shorterWindow(prepared, state, last.step);
    if (shorter !== undefined) return shorter;
    return { type: 'fail', code: 'model_failed', reason, text: last.text };
  }
  return undefined;
}

function finish(code: ReasonCode, reason: string, text: string): Action {
  return { type: 'finish', code, reason, text };
}

function nextForCalls(prepared: PreparedRun, state: RunState): Action | undefined {
  const open = unsettledCalls(state);
  if (open.length === 0) return undefined;
  const lost = open.filter(
    (call) => call.phase === 'started' && !isRepeatable(prepared.functions.get(call.request.name)),
  );
  if (lost.length > 0) return { type: 'mark-in-doubt', calls: lost };
  const unasked = open.filter((call) => call.request.decision === 'ask' && call.approval === undefined);
  if (unasked.length > 0) return { type: 'request-approvals', calls: unasked };
  return readyWork(state, open) ?? waitFor(open);
}

function readyWork(state: RunState, open: CallState[]): Action | undefined {
  const parallel = (state.steps.at(-1)?.calls ?? []).every((call) => call.request.risk === 'read');
  const calls: ToolWork[] = [];
  for (const call of open) {
    const work = workOf(call);
    if (work !== undefined) calls.push({ call, work });
    // In a step that changes something, later calls may rely on earlier ones: keep their order.
    else if (!parallel) break;
  }
  return calls.length === 0 ? undefined : { type: 'run-tools', calls, parallel };
}

function workOf(call: CallState): ToolWork['work'] | undefined {
  if (call.status === 'in_doubt' || call.phase === 'parked') return undefined;
  if (call.request.decision === 'refuse') return 'refuse';
  if (call.request.decision === 'execute' || call.phase !== 'requested') return 'execute';
  switch (call.approval?.status) {
    case 'approved':
      return 'execute';
    case 'rejected':
    case 'expired':
      return 'decline';
    default:
      return undefined;
  }
}

function waitFor(open: CallState[]): Action {
  const wakeAt = nextMoment(open.flatMap((call) => call.approval ?? []));
  return { type: 'wait', for: open.some((call) => call.status === 'in_doubt') ? 'in_doubt' : 'approvals', wakeAt };
}

function endOfTurn(prepared: PreparedRun, state: RunState): Action | undefined {
  const last = state.steps.at(-1);
  if (last !== undefined && last.calls.length === 0 && !isEmptyAnswer(state)) {
    return endOfAnswer(prepared, state, last.text);
  }
  if (state.budgetRefused !== undefined) {
    const { detail } = state.budgetRefused;
    return finish('budget_exhausted', detail, withNote(last?.text, `I had to stop here: ${detail}`));
  }
  if (state.activeMs >= prepared.limits.maxMilliseconds) return timeIsUp(state);
  if (last === undefined) return undefined;
  return last.calls.length > 0 ? endAfterCalls(prepared, state) : endOfEmptyTurn(state);
}

/** The run's own end when its time is over; also used when a caller's deadline passes. */
export function timeIsUp(state: RunState): Action {
  const reason = 'The time for this answer is over.';
  return finish('time_limit', reason, withNote(state.steps.at(-1)?.text, `I had to stop here: ${reason}`));
}

function withNote(text: string | undefined, note: string): string {
  return text === undefined || text.trim() === '' ? note : `${text}\n\n${note}`;
}

/** A model that was given no tools and still asked for some gets no further turn. */
function endAfterCalls(prepared: PreparedRun, state: RunState): Action | undefined {
  const last = state.steps.at(-1);
  const insists = last?.calls.some((call) => call.request.problem === 'tools_withheld') ?? false;
  if (!insists && state.steps.length < prepared.limits.maxSteps) return undefined;
  const code = limitOf(state) ?? 'step_limit';
  return finish(code, limitReasons[code] ?? '', withNote(last?.text, 'I could not finish this within my limits.'));
}

function endOfEmptyTurn(state: RunState): Action | undefined {
  const last = state.steps.at(-1);
  if (last?.finished?.finish_reason === 'content-filter') {
    return finish(
      'content_filter',
      'The model provider filtered the answer.',
      'The model provider filtered the answer.',
    );
  }
  const before = state.steps.at(-2);
  const isSecond = before !== undefined && before.calls.length === 0;
  if (!isSecond) return undefined;
  const reason = 'The model gave no answer, twice. Please try again or choose another model.';
  return { type: 'fail', code: 'empty_answer', reason, text: reason };
}

const limitReasons: Partial<Record<ReasonCode, string>> = {
  repeated_calls: 'The agent repeated the same call, so it was made to answer.',
  tool_call_limit: 'The agent used all its tool calls, so it was made to answer.',
  step_limit: 'The agent used all its steps, so it was made to answer.',
};

function limitOf(state: RunState): ReasonCode | undefined {
  for (const call of state.calls.values()) {
    if (call.request.problem === 'repeated_call') return 'repeated_calls';
    if (call.request.problem === 'tool_call_limit') return 'tool_call_limit';
  }
  return undefined;
}

function endOfAnswer(prepared: PreparedRun, state: RunState, text: string): Action {
  const finishReason = state.steps.at(-1)?.finished?.finish_reason;
  if (finishReason === 'length')
    return finish('length', 'The answer reached its maximum length and was cut off.', text);
  if (finishReason === 'content-filter')
    return finish('content_filter', 'The model provider filtered the answer.', text);
  const limit = limitOf(state) ?? (usedAllSteps(prepared, state) ? 'step_limit' : undefined);
  return finish(limit ?? 'answered', limitReasons[limit ?? 'answered'] ?? 'The agent answered.', text);
}

function usedAllSteps(prepared: PreparedRun, state: RunState): boolean {
  return prepared.tools.length > 0 && state.steps.length >= Math.max(2, prepared.limits.maxSteps);
}

function nextTurn(prepared: PreparedRun, state: RunState): Action {
  const usual = nextRequest(prepared, state, prepared.maxOutputTokens);
  const summary = usual.leftOut === 0 ? undefined : summaryWork(prepared, state, usual.historyRoom);
  if (summary !== undefined && mayAfford(prepared, state, summary, usual)) return { type: 'summarise', ...summary };
  const byTokens = tokensLeft(prepared, state) - usual.estimatedInputTokens;
  if (byTokens < engineLimits.leastOutputTokens) {
    return refuseBudget('run_tokens', `the ${prepared.limits.maxTokens} tokens of this answer are used up.`);
  }
  const byCost = affordableOutput(prepared, state, usual.estimatedInputTokens);
  if (byCost < engineLimits.leastOutputTokens) {
    return refuseBudget('run_cost', `the ${prepared.limits.maxCostUsd} US dollars for this answer are used up.`);
  }
  const output = Math.floor(Math.min(byTokens, byCost));
  const sized = output < usual.maxOutputTokens ? nextRequest(prepared, state, output) : usual;
  return { type: 'call-model', step: state.steps.length + 1, ...sized };
}

/** A summary must leave the run the means to answer. */
function mayAfford(prepared: PreparedRun, state: RunState, work: SummaryWork, next: NextRequest): boolean {
  const tokens = work.estimatedInputTokens + work.maxOutputTokens;
  const answer = next.fixedTokens + next.historyRoom / 2 + engineLimits.leastOutputTokens;
  if (tokensLeft(prepared, state) < tokens + answer) return false;
  const cost = worstCaseCost(work.estimatedInputTokens, work.maxOutputTokens, prepared.summariser?.price ?? null) ?? 0;
  return state.costUsd + state.delegated.costUsd + cost < prepared.limits.maxCostUsd;
}

const tooLong = 'The conversation was too long for the model, so it is shown less of it.';

/** After a provider found the request too long: once more with a quarter of the conversation and half of the results. */
function shorterWindow(prepared: PreparedRun, state: RunState, step: number): Action | undefined {
  if (state.window.inputTokens !== undefined) return undefined;
  const { estimatedInputTokens, fixedTokens, historyTokens } = nextRequest(prepared, state, prepared.maxOutputTokens);
  const own = estimatedInputTokens - fixedTokens - historyTokens;
  const input = fixedTokens + Math.floor(historyTokens / 4 + own / 2);
  if (input === estimatedInputTokens) return undefined;
  const data = { reason: 'context_overflow' as const, detail: tooLong, discard_step: step, input_tokens: input };
  return { type: 'shorten-window', data };
}

function tokensLeft({ limits }: PreparedRun, state: RunState): number {
  return limits.maxTokens - state.usage.input_tokens - state.usage.output_tokens - state.delegated.tokens;
}

/** Tokens the model may write before the run's money could be overspent. Unknown prices cannot be counted. */
function affordableOutput({ limits, model }: PreparedRun, state: RunState, inputTokens: number): number {
  const left = limits.maxCostUsd - state.costUsd - state.delegated.costUsd;
  if (left <= 0) return 0;
  if (model.price === null || model.price.output <= 0) return Number.POSITIVE_INFINITY;
  const input = worstCaseCost(inputTokens, 0, model.price) ?? 0;
  return ((left - input) / model.price.output) * 1_000_000;
}

/** What is left for calls that start runs of their own: together they cannot use more than the run may. */
export function shareOf(prepared: PreparedRun, state: RunState): RunShare {
  const calls = Math.max(1, unsettledCalls(state).length);
  const { maxCostUsd, maxMilliseconds } = prepared.limits;
  return {
    tokens: Math.max(0, tokensLeft(prepared, state)) / calls,
    costUsd: Math.max(0, maxCostUsd - state.costUsd - state.delegated.costUsd) / calls,
    milliseconds: Math.max(0, maxMilliseconds - state.activeMs),
  };
}

function refuseBudget(limit: string, detail: string): Action {
  return { type: 'refuse-budget', limit, detail };
}
