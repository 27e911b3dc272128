import type { JsonObject } from '@agentforge/kernel/json';
import { argumentsHash, parseArguments, textHash } from './arguments.ts';
import type { CallProblem, GuardrailVerdict, RunEventData, TaintMark } from './events.ts';
import { engineLimits } from './limits.ts';
import type { BoundFunction, RunPlan } from './plan.ts';
import { decideCall, type PolicyDecision } from './policy.ts';
import type { GuardrailPort } from './ports.ts';
import { isRepeatable, type PreparedRun } from './prepare.ts';
import type { RunState } from './run-state.ts';

export interface ModelToolCall {
  callId: string;
  name: string;
  argumentsText: string;
}

export interface JudgedCall {
  request: RunEventData['tool-requested'];
  verdicts: GuardrailVerdict[];
}

interface Refusal {
  problem: CallProblem;
  reason: string;
}

/** Turns what the model wrote into a request with a decision: executed, asked for, or refused with a reason. */
export function judgeCall(
  prepared: PreparedRun,
  state: RunState,
  guardrails: GuardrailPort,
  call: ModelToolCall,
  withheld: boolean,
): JudgedCall {
  const bound = prepared.functions.get(call.name);
  const base = describe(state, call, bound);
  const parsed = bound === undefined ? undefined : parseArguments(call.argumentsText, bound.parameters);
  if (bound === undefined || parsed === undefined) {
    return refused(base, call, { problem: 'unknown_tool', reason: unknownTool(prepared, call.name) });
  }
  if (!parsed.ok) return refused(base, call, { problem: parsed.problem, reason: parsed.message });
  const checked = guardrails.checkToolArguments(call.name, parsed.value);
  const request = { ...base, arguments: checked.arguments, arguments_hash: argumentsHash(checked.arguments) };
  const refusal =
    blocked(checked.verdicts) ?? limitRefusal(prepared, state, request, withheld) ?? doubled(state, bound, request);
  if (refusal !== undefined)
    return { request: { ...request, decision: 'refuse', ...refusal }, verdicts: checked.verdicts };
  const decision = decide(prepared, state, bound, request.arguments, request.arguments_hash);
  return { request: { ...request, ...decision, ...problemOf(decision) }, verdicts: checked.verdicts };
}

function describe(state: RunState, call: ModelToolCall, bound: BoundFunction | undefined) {
  const labels: TaintMark[] = [...state.taint];
  return {
    step: state.steps.length,
    call_id: freeCallId(state, call.callId),
    // Providers refuse a conversation in which a tool has an odd name, so an invented one is made harmless.
    name: bound?.name ?? (call.name.replace(/[^\w-]/g, '_').slice(0, 64) || 'unnamed'),
    tool_id: bound?.toolId ?? '',
    risk: bound?.risk ?? ('read' as const),
    labels,
  };
}

/** Some providers count calls anew in each turn; within a run an id names one call. */
function freeCallId(state: RunState, wanted: string): string {
  const base = wanted.slice(0, 128) || 'call';
  let id = base;
  for (let count = 2; state.calls.has(id); count += 1) id = `${base}-${count}`;
  return id;
}

function unknownTool({ plan }: PreparedRun, name: string): string {
  const names = plan.functions.map((bound) => bound.name).join(', ');
  return `There is no tool "${name.slice(0, 64)}". ${names === '' ? 'There are no tools.' : `There are: ${names}.`}`;
}

function refused(base: ReturnType<typeof describe>, call: ModelToolCall, refusal: Refusal): JudgedCall {
  const request = {
    ...base,
    arguments_text: call.argumentsText.slice(0, engineLimits.argumentsExcerpt),
    arguments_hash: textHash(call.argumentsText),
    decision: 'refuse' as const,
    ...refusal,
  };
  return { request, verdicts: [] };
}

function blocked(verdicts: readonly GuardrailVerdict[]): Refusal | undefined {
  const block = verdicts.find((verdict) => verdict.action === 'block');
  return block === undefined ? undefined : { problem: 'guardrail', reason: block.detail };
}

function limitRefusal(
  { limits }: PreparedRun,
  state: RunState,
  request: { name: string; arguments_hash: string },
  withheld: boolean,
): Refusal | undefined {
  if (withheld) return { problem: 'tools_withheld', reason: 'No more tools can be called. Answer now.' };
  const calls = [...state.calls.values()];
  if (calls.length >= limits.maxToolCalls) {
    return { problem: 'tool_call_limit', reason: `All ${limits.maxToolCalls} tool calls of this answer are used.` };
  }
  const made = calls.filter((call) => call.request.problem !== 'doubled_call');
  const same = made.filter((call) => isSame(call.request, request)).length;
  if (same < engineLimits.repeatedCalls - 1) return undefined;
  return { problem: 'repeated_call', reason: 'This same call was made before. Use its result instead.' };
}

/**
 * Some providers tell one call twice, and libraries give the second an id of its own. What must not happen twice is made
 * once in one turn; a model that means it can ask again in its next.
 */
function doubled(
  state: RunState,
  bound: BoundFunction,
  request: { name: string; arguments_hash: string },
): Refusal | undefined {
  const before = state.steps.at(-1)?.calls ?? [];
  if (isRepeatable(bound) || !before.some((call) => isSame(call.request, request))) return undefined;
  return { problem: 'doubled_call', reason: 'This call was asked for twice in one turn, so it is made once.' };
}

function isSame(
  left: { name: string; arguments_hash: string },
  right: { name: string; arguments_hash: string },
): boolean {
  return left.name === right.name && left.arguments_hash === right.arguments_hash;
}

function decide(
  { plan }: PreparedRun,
  state: RunState,
  bound: BoundFunction,
  args: JsonObject,
  hash: string,
): PolicyDecision {
  const decision = decideWithPast(plan, state, bound, args, hash);
  if (plan.recording === undefined || decision.decision !== 'ask') return decision;
  return { ...decision, decision: 'execute', reason: `${decision.reason ?? ''} In a replay nobody is asked.`.trim() };
}

function decideWithPast(
  plan: RunPlan,
  state: RunState,
  bound: BoundFunction,
  args: JsonObject,
  hash: string,
): PolicyDecision {
  const decision = decideCall(plan.agent.approval_policy, bound, args, state.taint);
  if (decision.decision !== 'execute' || isRepeatable(bound)) return decision;
  const uncertain = [...state.calls.values()].some(
    ({ request, status }) => status === 'timeout' && isSame(request, { name: bound.name, arguments_hash: hash }),
  );
  if (!uncertain) return decision;
  return { decision: 'ask', reason: 'The same call got no answer before and may have taken effect already.' };
}

function problemOf(decision: PolicyDecision): { problem?: CallProblem } {
  return decision.decision === 'refuse' ? { problem: 'policy' } : {};
}
