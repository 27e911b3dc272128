import type { Json, JsonObject } from '@agentforge/kernel/json';
import type {
  CallStatus,
  GuardrailVerdict,
  NumberedPassage,
  RunEventData,
  Simulation,
  TaintMark,
  UsageTotals,
} from './events.ts';
import type { EscalationLevel } from './spec.ts';

export type RunPhase = 'new' | 'running' | 'waiting_approval' | 'in_doubt' | 'completed' | 'failed' | 'cancelled';

/** `started` without a holder means a crash: what became of the call is unknown. */
export type CallPhase = 'requested' | 'started' | 'parked' | 'retry' | 'settled';

export interface ApprovalState {
  id: string;
  callId: string;
  status: 'pending' | 'approved' | 'rejected' | 'expired';
  /** What the next decision must name: the arguments as requested, or as an approver changed them. */
  boundHash: string;
  arguments: JsonObject | undefined;
  approvedBy: string[];
  /** Ids of users or roles who may decide; empty when nobody is named. */
  approvers: readonly string[];
  quorum: number;
  expiresAt: number | undefined;
  requesterMayApprove: boolean | undefined;
  escalation: readonly EscalationLevel[];
  /** Levels asked so far, in order; times in milliseconds since the epoch. */
  escalated: { level: number; approvers: readonly string[]; at: number }[];
  requestedAt: number;
  comment: string | undefined;
}

export interface CallState {
  id: string;
  step: number;
  /** Position among the calls of its step. */
  index: number;
  request: RunEventData['tool-requested'];
  approval: ApprovalState | undefined;
  phase: CallPhase;
  /** How often it was sent out. */
  attempts: number;
  status: CallStatus | undefined;
  /** For the model. */
  result: Json;
  error: string | undefined;
  simulated: Simulation | undefined;
  durationMs: number | undefined;
  /** The run it goes on in, or went on in. */
  childRunId: string | undefined;
  /** Why it is parked. */
  parkedFor: string | undefined;
}

export interface StepState {
  step: number;
  modelId: string;
  text: string;
  reasoning: string;
  calls: CallState[];
  finished: RunEventData['step-finished'] | undefined;
}

/** How much of the conversation the model is shown. */
export interface WindowState {
  /** Made in this run; it stands for the history up to and with message `through`. */
  summary: { text: string; through: string; labels: readonly TaintMark[] } | undefined;
  /** A summary is made once a run, and once more when the provider found the request too long. */
  maySummarise: boolean;
  /** Tokens the model is sent at most, after a provider found more too long. */
  inputTokens: number | undefined;
}

export interface RunState {
  phase: RunPhase;
  startedAt: number | undefined;
  /** The first turn of its own, when the run was forked from another. */
  forkStep: number | undefined;
  /** When the last event happened, and for how long the run was at work, in milliseconds. */
  lastAt: number;
  activeMs: number;
  /** The question as the guardrails left it; undefined while unchanged. */
  checkedInput: string | undefined;
  inputChecked: boolean;
  inputBlock: GuardrailVerdict | undefined;
  steps: StepState[];
  calls: Map<string, CallState>;
  approvals: Map<string, ApprovalState>;
  passages: NumberedPassage[];
  taint: TaintMark[];
  verdicts: GuardrailVerdict[];
  window: WindowState;
  usage: UsageTotals;
  costUsd: number;
  /** What runs used that were started by calls of this one; it counts against this run's limits. */
  delegated: { tokens: number; costUsd: number };
  /** Whether some cost or usage was not told, so that totals are lower bounds. */
  costIncomplete: boolean;
  budgetRefused: RunEventData['budget-refused'] | undefined;
  message: RunEventData['message-completed'] | undefined;
  finished: RunEventData['run-finished'] | undefined;
}

export function initialState(): RunState {
  return {
    phase: 'new',
    startedAt: undefined,
    forkStep: undefined,
    lastAt: 0,
    activeMs: 0,
    checkedInput: undefined,
    inputChecked: false,
    inputBlock: undefined,
    steps: [],
    calls: new Map(),
    approvals: new Map(),
    passages: [],
    taint: [],
    verdicts: [],
    window: { summary: undefined, maySummarise: true, inputTokens: undefined },
    usage: { input_tokens: 0, output_tokens: 0, cached_input_tokens: 0, reasoning_tokens: 0 },
    costUsd: 0,
    delegated: { tokens: 0, costUsd: 0 },
    costIncomplete: false,
    budgetRefused: undefined,
    message: undefined,
    finished: undefined,
  };
}

/** The step being written, if a model turn has begun and not ended. */
export function openStep(state: RunState): StepState | undefined {
  const last = state.steps.at(-1);
  return last?.finished === undefined ? last : undefined;
}

export function unsettledCalls(state: RunState): CallState[] {
  return (state.steps.at(-1)?.calls ?? []).filter((call) => call.phase !== 'settled' || call.status === 'in_doubt');
}

/** The arguments a call is executed with: those requested, or those an approver changed them to. */
export function effectiveArguments(call: CallState): JsonObject {
  return call.approval?.arguments ?? call.request.arguments ?? {};
}
