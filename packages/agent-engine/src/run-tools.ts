import { AppError } from '@agentforge/kernel/errors';
import type { JsonObject } from '@agentforge/kernel/json';
import type { ChildRun, ToolResult } from '@agentforge/plugin-kit/tool';
import { checkArguments } from './arguments.ts';
import { type Action, shareOf, type ToolWork } from './decide.ts';
import type { CallStatus, ChildUsage, RunEvent, RunEventData } from './events.ts';
import { engineLimits } from './limits.ts';
import type { BoundFunction } from './plan.ts';
import { decideCall } from './policy.ts';
import { isRepeatable } from './prepare.ts';
import { answerFromRecording } from './recording.ts';
import { marksOf, noteForModel, numberPassages, resultForModel } from './results.ts';
import { isLeaving, type RunContext, recordDurably, stopReason } from './run-context.ts';
import { type CallState, effectiveArguments } from './run-state.ts';

type Settled = RunEventData['tool-settled'];

/** Does the work of one step's calls: reads together, anything else one after the other. */
export async function runTools(run: RunContext, action: Extract<Action, { type: 'run-tools' }>): Promise<void> {
  const queue = [...action.calls];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined && !run.stop.signal.aborted; next = queue.shift()) {
      await runCall(run, next);
    }
  };
  const workers = action.parallel ? Math.min(engineLimits.parallelCalls, queue.length) : 1;
  await Promise.all(Array.from({ length: workers }, worker));
}

function runCall(run: RunContext, { call, work }: ToolWork): Promise<void> {
  if (work === 'refuse')
    return settleWithNote(run, call, 'refused', call.request.reason ?? 'This call is not allowed.');
  if (work === 'decline') return settleWithNote(run, call, 'rejected', declined(call));
  return execute(run, call);
}

function declined(call: CallState): string {
  if (call.approval?.status === 'expired') return 'Nobody approved this in time.';
  const comment = call.approval?.comment;
  return comment === undefined ? 'A person declined this.' : `A person declined: ${comment}`;
}

async function execute(run: RunContext, call: CallState): Promise<void> {
  const { recording } = run.prepared.plan;
  if (recording !== undefined) return recordDurably(run, [answerFromRecording(recording, run.state, call)]);
  const bound = run.prepared.functions.get(call.request.name);
  const args = effectiveArguments(call);
  const problem = bound === undefined ? 'This tool is no longer available.' : editProblem(run, call, bound, args);
  if (bound === undefined || problem !== undefined) return settleWithNote(run, call, 'refused', problem ?? '');
  const reservation = await run.ports.budget.reserve({
    kind: 'tool',
    estimatedInputTokens: 0,
    maxOutputTokens: 0,
    estimatedCostUsd: null,
  });
  if (!reservation.ok) return refuseForBudget(run, call, reservation.limit, reservation.detail);
  try {
    await sendOut(run, call, bound, args);
  } finally {
    await settleReservation(run, reservation.id);
  }
}

async function settleReservation({ ports }: RunContext, id: string): Promise<void> {
  try {
    await ports.budget.settle(id, { inputTokens: 0, outputTokens: 0, costUsd: null });
  } catch {
    // The reservation expires by itself; the run goes on.
    return;
  }
}

/** What an approver changed has to pass everything the model's own arguments had to pass, but the asking. */
function editProblem(run: RunContext, call: CallState, bound: BoundFunction, args: JsonObject): string | undefined {
  if (call.approval?.arguments === undefined) return undefined;
  const checked = checkArguments(args, bound.parameters);
  if (!checked.ok) return `The arguments a person changed are not valid. ${checked.message}`;
  const block = run.ports.guardrails
    .checkToolArguments(bound.name, args)
    .verdicts.find((verdict) => verdict.action === 'block');
  if (block !== undefined) return block.detail;
  const decision = decideCall(run.prepared.plan.agent.approval_policy, bound, args, call.request.labels);
  return decision.decision === 'refuse' ? decision.reason : undefined;
}

function refuseForBudget(run: RunContext, call: CallState, limit: string, detail: string): Promise<void> {
  return recordDurably(run, [
    { type: 'budget-refused', data: { limit, detail } },
    settledNote(call, 'refused', detail, 0),
  ]);
}

/** Journal, send, journal: a crash between leaves a call that is known to have gone out. */
async function sendOut(run: RunContext, call: CallState, bound: BoundFunction, args: JsonObject): Promise<void> {
  if (run.stop.signal.aborted) return;
  const idempotencyKey = `${run.prepared.plan.runId}.${call.step}.${call.index}`;
  const attempt = call.attempts + 1;
  await recordDurably(run, [
    { type: 'tool-started', data: { call_id: call.id, idempotency_key: idempotencyKey, attempt } },
  ]);
  const startedAt = run.ports.clock.now();
  const outcome = await attemptCall(run, call, bound, args, idempotencyKey);
  if (outcome === undefined || isLeaving(run)) return;
  const duration = Math.max(0, run.ports.clock.now() - startedAt);
  await recordDurably(run, [outcome(duration)]);
}

type Outcome = (durationMs: number) => SettledEvent | ParkedEvent;
type SettledEvent = Extract<RunEvent, { type: 'tool-settled' }>;
type ParkedEvent = Extract<RunEvent, { type: 'tool-parked' }>;

/** Ends with the tool's answer, its failure, its timeout or the run's stop, whichever comes first. */
async function attemptCall(
  run: RunContext,
  call: CallState,
  bound: BoundFunction,
  args: JsonObject,
  idempotencyKey: string,
): Promise<Outcome | undefined> {
  const timeoutMs = bound.timeoutMs ?? engineLimits.toolTimeoutMs;
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve((duration) => timedOut(call, bound, timeoutMs, duration)), timeoutMs);
  });
  const stopped = run.stopped.then((): Outcome => (duration) => interrupted(call, bound, duration));
  const request = {
    callId: call.id,
    name: bound.name,
    toolId: bound.toolId,
    arguments: args,
    idempotencyKey,
    timeoutMs,
    labels: [...run.state.taint],
    left: shareOf(run.prepared, run.state),
  };
  try {
    return await Promise.race([answer(run, call, bound, { ...request, signal: abort.signal }), timeout, stopped]);
  } finally {
    clearTimeout(timer);
    abort.abort(stopReason(run) ?? 'settled');
  }
}

async function answer(
  run: RunContext,
  call: CallState,
  bound: BoundFunction,
  request: Parameters<RunContext['ports']['tools']['execute']>[0],
): Promise<Outcome> {
  try {
    const result = await run.ports.tools.execute(request);
    return (duration) => answered(run, call, bound, result, duration);
  } catch (error) {
    const message = AppError.is(error) && error.detail !== undefined ? error.detail : 'The tool failed unexpectedly.';
    return (duration) => note(call, 'error', message, duration);
  }
}

function answered(
  run: RunContext,
  call: CallState,
  bound: BoundFunction,
  result: ToolResult,
  durationMs: number,
): SettledEvent | ParkedEvent {
  if (result.waits !== undefined && result.child !== undefined) {
    return { type: 'tool-parked', data: { call_id: call.id, run_id: result.child.runId, reason: result.waits.reason } };
  }
  const labels = [...(bound.labels ?? []), ...(result.labels ?? [])];
  const passages = numberPassages(result.passages ?? [], run.state.passages);
  const data: Settled = {
    call_id: call.id,
    status: result.ok ? 'ok' : 'error',
    result: resultForModel(result, passages, labels),
    ...(result.ok ? {} : { error: result.error ?? 'The tool reported an error.' }),
    duration_ms: durationMs,
    labels: marksOf(labels, `${bound.name}, ${call.id}`),
    ...(passages.length === 0 ? {} : { passages }),
    ...(result.child === undefined ? {} : { child: childUsage(result.child) }),
  };
  return { type: 'tool-settled', data };
}

function childUsage(child: ChildRun): ChildUsage {
  return {
    run_id: child.runId,
    input_tokens: child.inputTokens,
    output_tokens: child.outputTokens,
    cost_usd: child.costUsd,
    cost_is_lower_bound: child.costIsLowerBound,
  };
}

function timedOut(call: CallState, bound: BoundFunction, timeoutMs: number, durationMs: number): SettledEvent {
  const start = `The tool did not answer within ${Math.round(timeoutMs / 1_000)} seconds.`;
  const doubt = isRepeatable(bound) ? '' : ' It may have taken effect all the same; do not call it again unasked.';
  return note(call, 'timeout', `${start}${doubt}`, durationMs);
}

function interrupted(call: CallState, bound: BoundFunction, durationMs: number): SettledEvent {
  if (isRepeatable(bound)) return note(call, 'error', 'The run was stopped before the tool answered.', durationMs);
  return note(call, 'in_doubt', 'The run was stopped before the tool answered; it may have taken effect.', durationMs);
}

function note(call: CallState, status: CallStatus, message: string, durationMs: number): SettledEvent {
  const result = noteForModel(status, message);
  const data = { call_id: call.id, status, result, error: message, duration_ms: durationMs, labels: [] };
  return { type: 'tool-settled', data };
}

export function settledNote(call: CallState, status: CallStatus, message: string, durationMs: number): RunEvent {
  return note(call, status, message, durationMs);
}

function settleWithNote(run: RunContext, call: CallState, status: CallStatus, message: string): Promise<void> {
  return recordDurably(run, [settledNote(call, status, message, 0)]);
}
