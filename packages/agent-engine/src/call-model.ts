import { AppError } from '@agentforge/kernel/errors';
import { ModelError } from '@agentforge/plugin-kit/model';
import { costOf, tokenUsage, worstCaseCost } from './cost.ts';
import type { Action } from './decide.ts';
import type { RunEvent, RunEventData } from './events.ts';
import { heldBack } from './held-back.ts';
import { engineLimits } from './limits.ts';
import { toolsWithheld } from './model-request.ts';
import { type ModelTurn, newTurn, readTurn } from './model-turn.ts';
import type { BudgetActual } from './ports.ts';
import { judgeCall } from './request-tool.ts';
import { isLeaving, type RunContext, record, recordAll } from './run-context.ts';
import { estimateTokens } from './tokens.ts';

type CallModel = Extract<Action, { type: 'call-model' }>;

/** One model turn: reserve, stream into the log, judge the calls it asks for, settle. */
export async function callModel(run: RunContext, action: CallModel): Promise<void> {
  const withheld = toolsWithheld(run.prepared, run.state) !== undefined;
  const { price } = run.prepared.model;
  const reservation = await run.ports.budget.reserve({
    kind: 'model',
    estimatedInputTokens: action.estimatedInputTokens,
    maxOutputTokens: action.maxOutputTokens,
    estimatedCostUsd: worstCaseCost(action.estimatedInputTokens, action.maxOutputTokens, price),
    outputPriceUsd: worstCaseCost(0, 1, price),
    leastOutputTokens: engineLimits.leastOutputTokens,
  });
  if (!reservation.ok) {
    record(run, { type: 'budget-refused', data: { limit: reservation.limit, detail: reservation.detail } });
    return;
  }
  const turn = newTurn(action.step, run.ports.guardrails.outputStream(), run.ports.clock.now());
  record(run, { type: 'step-started', data: { step: action.step, model_id: run.prepared.model.id } });
  const granted = reservation.maxOutputTokens;
  if (granted !== undefined) noteShorter(run, reservation);
  try {
    await readTurn(run, turn, granted === undefined ? action.request : shorter(action.request, granted));
  } finally {
    await settle(run, turn, reservation.id, action);
  }
  if (!isLeaving(run)) closeTurn(run, turn, withheld, action);
}

function shorter(request: CallModel['request'], maxTokens: number): CallModel['request'] {
  return { ...request, parameters: { ...request.parameters, maxTokens } };
}

function noteShorter(run: RunContext, { limit, detail }: { limit?: string; detail?: string }): void {
  if (limit === undefined || detail === undefined) return;
  record(run, { type: 'budget-noticed', data: { kind: 'shorter_answer', limit, detail } });
}

/** A failed settlement is the budget's to clear up: reservations expire, and the run must not end for it. */
async function settle(run: RunContext, turn: ModelTurn, id: string, action: CallModel): Promise<void> {
  if (saidNothing(turn)) return settleWith(run, id, { inputTokens: 0, outputTokens: 0, costUsd: 0 });
  const usage = turn.finish?.usage;
  const inputTokens = usage?.inputTokens ?? action.estimatedInputTokens;
  const outputTokens = usage?.outputTokens ?? writtenTokens(run, turn);
  const { price } = turn.fallback ?? run.prepared.model;
  const costUsd = costOf(tokenUsage(usage), price) ?? worstCaseCost(inputTokens, outputTokens, price);
  return settleWith(run, id, { inputTokens, outputTokens, costUsd });
}

/** A call that failed before its first part was not billed by the provider, so the budget is not charged either. */
function saidNothing(turn: ModelTurn): boolean {
  return turn.failure !== undefined && turn.characters === 0 && turn.writing.size === 0 && turn.calls.length === 0;
}

async function settleWith(run: RunContext, id: string, actual: BudgetActual): Promise<void> {
  try {
    await run.ports.budget.settle(id, actual);
  } catch {
    return;
  }
}

function writtenTokens({ state }: RunContext, turn: ModelTurn): number {
  const step = state.steps.at(-1);
  const written = estimateTokens(`${step?.text ?? ''}${step?.reasoning ?? ''}`);
  const calls = turn.calls.reduce((sum, call) => sum + estimateTokens(call.argumentsText.trim()), 0);
  return written + calls;
}

function closeTurn(run: RunContext, turn: ModelTurn, withheld: boolean, action: CallModel): void {
  const { tail, verdicts: guarded } = turn.guard.end();
  const lump = heldBack(turn.arrivals);
  const verdicts = lump === undefined ? guarded : [...guarded, lump];
  if (tail !== '') record(run, { type: 'text-delta', data: { step: turn.step, text: tail } });
  if (verdicts.length > 0) record(run, { type: 'guardrail-checked', data: { stage: 'output', verdicts } });
  // Calls of a turn that did not end are never made: nobody knows what else the model would have said.
  if (turn.finish !== undefined) for (const call of turn.calls) requestCall(run, call, withheld);
  recordAll(run, [{ type: 'step-finished', data: stepFinished(run, turn, action) }]);
}

function requestCall(run: RunContext, call: ModelTurn['calls'][number], withheld: boolean): void {
  const judged = judgeCall(run.prepared, run.state, run.ports.guardrails, call, withheld);
  const events: RunEvent[] = [{ type: 'tool-requested', data: judged.request }];
  if (judged.verdicts.length > 0) {
    events.push({ type: 'guardrail-checked', data: { stage: 'tool', verdicts: judged.verdicts } });
  }
  recordAll(run, events);
}

function stepFinished(run: RunContext, turn: ModelTurn, action: CallModel): RunEventData['step-finished'] {
  const used = turn.fallback ?? run.prepared.model;
  const failure = failureOf(run, turn);
  const counted = countedUsage(run, turn, action);
  return {
    step: turn.step,
    finish_reason: failure === undefined ? (turn.finish?.reason ?? 'other') : 'error',
    ...counted,
    cost_usd: costOf(counted.usage, used.price),
    model_id: used.id,
    ...(turn.fallback === undefined ? {} : { fallback_from: run.prepared.model.id }),
    ...(failure === undefined ? {} : { error: failure }),
    ...(turn.reasoning.length === 0 ? {} : { reasoning: turn.reasoning }),
    ...(failure === undefined ? {} : overflowOf(turn)),
  };
}

/** Too long for the model: refused before anything was written, so nothing was billed. */
function overflowOf(turn: ModelTurn): Partial<RunEventData['step-finished']> {
  const error = turn.failure?.error;
  if (!saidNothing(turn) || !(error instanceof ModelError) || error.kind !== 'context_overflow') return {};
  return { error_kind: 'context_overflow', usage: noTokens, cost_usd: 0 };
}

/** A turn that was stopped or cut is billed all the same, and its provider did not say how much it was. */
function countedUsage(
  run: RunContext,
  turn: ModelTurn,
  { estimatedInputTokens }: CallModel,
): Pick<RunEventData['step-finished'], 'usage' | 'usage_is_estimate'> {
  if (turn.finish?.usage !== undefined || saidNothing(turn)) return { usage: tokenUsage(turn.finish?.usage) };
  const output = writtenTokens(run, turn);
  const usage = { ...noTokens, input_tokens: Math.ceil(estimatedInputTokens), output_tokens: output };
  return { usage, usage_is_estimate: true };
}

const noTokens = { input_tokens: 0, output_tokens: 0, cached_input_tokens: 0, reasoning_tokens: 0 };

/** In plain words what went wrong, if something did. A stream that just ends was cut. */
function failureOf(run: RunContext, turn: ModelTurn): string | undefined {
  if (turn.finish?.reason === 'error') return 'The model reported an error and stopped. Please try again.';
  if (turn.finish !== undefined || run.stop.signal.aborted) return undefined;
  const error = turn.failure?.error;
  if (AppError.is(error) && error.detail !== undefined) return error.detail;
  return error === undefined
    ? 'The connection to the model ended before the answer was complete. Please try again.'
    : 'The model could not be reached. Please try again.';
}
