import type { Json, JsonObject } from '@agentforge/kernel/json';
import type { FinishReason } from '@agentforge/plugin-kit/model';
import type { InformationLabel, Passage, RiskClass } from '@agentforge/plugin-kit/tool';
import type { Verdict } from './guardrails/verdict.ts';

/** What a guardrail found. `block` stops what was checked: its `detail` is what the person is told. */
export type GuardrailVerdict = Verdict;

/** A label and the call, passage, attachment or memory it came from. */
export interface TaintMark {
  label: InformationLabel;
  source: string;
}

/** A passage with the number `[n]` it is cited by, counted over the whole run. */
export interface NumberedPassage extends Passage {
  number: number;
}

/** Field names as the API answers them. `index` is the passage's number. */
export interface Citation {
  index: number;
  document_id: string;
  chunk_id: string;
  title: string;
  quote: string;
  locator: Passage['locator'];
  supported: boolean;
}

/** One sentence of the answer; offsets are UTF-16 positions in the message text. */
export interface CheckedSentence {
  start: number;
  end: number;
  citations: number[];
  supported: boolean | null;
}

/** Tokens; `null` where the provider did not say. */
export interface TokenUsage {
  input_tokens: number | null;
  output_tokens: number | null;
  cached_input_tokens: number | null;
  reasoning_tokens: number | null;
}

export interface UsageTotals {
  input_tokens: number;
  output_tokens: number;
  cached_input_tokens: number;
  reasoning_tokens: number;
}

export type CallDecision = 'execute' | 'ask' | 'refuse';

/** Why a requested call cannot be executed as it is. */
export type CallProblem =
  | 'unknown_tool'
  | 'malformed_arguments'
  | 'invalid_arguments'
  | 'arguments_too_long'
  | 'repeated_call'
  | 'doubled_call'
  | 'tool_call_limit'
  | 'tools_withheld'
  | 'guardrail'
  | 'policy';

export type CallStatus =
  | 'ok'
  | 'error'
  | 'refused'
  | 'timeout'
  | 'rejected'
  | 'in_doubt'
  /** A person said what became of a call in doubt. */
  | 'settled_by_person';

export type ReasonCode =
  | 'answered'
  | 'length'
  | 'content_filter'
  | 'input_blocked'
  | 'empty_answer'
  | 'step_limit'
  | 'tool_call_limit'
  | 'repeated_calls'
  | 'time_limit'
  | 'budget_exhausted'
  | 'model_failed'
  | 'guardrail_failed'
  | 'cancelled';

/** How a replay came by a result. `changed`: a person put it in the place of the recorded one. */
export interface Simulation {
  match: 'arguments' | 'order' | 'none';
  /** The recorded call; absent when there was none. */
  call_id?: string;
  changed?: boolean;
}

/** The run that a call of this run started, and what it used; the run's own totals leave it out. */
export interface ChildUsage {
  run_id: string;
  input_tokens: number;
  output_tokens: number;
  cost_usd: number | null;
  cost_is_lower_bound: boolean;
}

/** The data of each event, by type. Names are noun-verb, fields are stored as they stand here. */
export interface RunEventData {
  'run-started': {
    run_id: string;
    model_id: string;
    labels: TaintMark[];
    /** What the agent remembered of the person, as the prompt holds it. */
    memory?: { text: string; source: string }[];
  };
  /** What was before is taken over from another run as it was recorded; this run's own work begins here. */
  'run-forked': { from: string; step: number; changes: string[] };
  'run-resumed': { discard_step?: number; reason: string };
  /** `text` is what the guardrails made of the input, when they changed it. */
  'guardrail-checked': { stage: 'input' | 'output' | 'tool'; verdicts: GuardrailVerdict[]; text?: string };
  'step-started': { step: number; model_id: string };
  'text-delta': { step: number; text: string };
  'reasoning-delta': { step: number; text: string };
  'tool-requested': {
    step: number;
    call_id: string;
    name: string;
    /** Empty when the model named no tool of this agent. */
    tool_id: string;
    arguments?: JsonObject;
    /** The beginning of what the model wrote, when it could not be read. */
    arguments_text?: string;
    problem?: CallProblem;
    /** Hex SHA-256 of the arguments' canonical JSON. */
    arguments_hash: string;
    risk: RiskClass;
    labels: TaintMark[];
    decision: CallDecision;
    reason?: string;
    /** Position of the policy rule that decided. */
    rule?: number;
  };
  'approval-requested': {
    approval_id: string;
    call_id: string;
    arguments_hash: string;
    reason: string;
    rule?: number;
    approvers?: string[];
    quorum: number;
    /** Milliseconds since the epoch. */
    expires_at?: number;
    /** Absent: only where nobody is named. */
    requester_may_approve?: boolean;
    /** Who is asked besides when nobody decides; seconds count from when the level before was asked. */
    escalation?: { after_seconds: number; approvers: string[] }[];
  };
  /** Nobody decided for long enough, so these people or roles may decide as well. The first level is 1. */
  'approval-escalated': { approval_id: string; call_id: string; level: number; approvers: string[] };
  /** `arguments_hash` names what the person was shown; `arguments` what they changed it to. */
  'approval-decided': {
    approval_id: string;
    call_id: string;
    decision: 'approve' | 'reject' | 'expired';
    arguments?: JsonObject;
    arguments_hash: string;
    by: string;
    /** Whose place the decider took, when it was not their own. */
    on_behalf_of?: string;
    comment?: string;
  };
  'tool-started': { call_id: string; idempotency_key: string; attempt: number };
  'tool-settled': {
    call_id: string;
    status: CallStatus;
    /** What the model is shown; bounded. */
    result: Json;
    error?: string;
    duration_ms: number;
    labels: TaintMark[];
    passages?: NumberedPassage[];
    /** The call was not made: a recording answered it. */
    simulated?: Simulation;
    child?: ChildUsage;
  };
  /** The call goes on in a run of its own, which waits for a person. It is made again when that run has ended. */
  'tool-parked': { call_id: string; run_id: string; reason: string };
  'in-doubt-settled': {
    call_id: string;
    outcome: 'happened' | 'did_not_happen' | 'retry';
    by: string;
    result?: Json;
  };
  'step-finished': {
    step: number;
    finish_reason: FinishReason;
    usage: TokenUsage;
    /** The turn was stopped or cut, so nobody said what it came to: the totals are lower bounds. */
    usage_is_estimate?: true;
    cost_usd: number | null;
    model_id: string;
    fallback_from?: string;
    /** What went wrong, in plain words, when the finish reason is `error`. */
    error?: string;
    /** Set when the request was too long for the model, which a shorter one can help. */
    error_kind?: 'context_overflow';
    /** Signed thinking some providers want back with the tool results. */
    reasoning?: { text: string; signature: Json }[];
  };
  /** Older turns of the conversation were put in fewer words, up to and with message `through`. */
  'history-summarised': {
    through: string;
    /** Messages that are in it now and were not before. */
    messages: number;
    text: string;
    labels: TaintMark[];
    model_id: string;
    usage: TokenUsage;
    cost_usd: number | null;
    duration_ms: number;
  };
  /** From here on the model is shown less of the conversation than there is; `detail` says it to the person. */
  'window-shortened': {
    reason: 'summary_failed' | 'context_overflow';
    detail: string;
    /** The turn that was too long and is made again. */
    discard_step?: number;
    /** Tokens the model is sent at most from here on. */
    input_tokens?: number;
    /** What a summary that failed came to. */
    usage?: TokenUsage;
    cost_usd?: number | null;
  };
  'budget-refused': { limit: string; detail: string };
  /** A limit that is nearly used up makes the run cheaper: another model, or a shorter answer. Nothing was refused. */
  'budget-noticed': { kind: 'cheap_route' | 'shorter_answer'; limit: string; detail: string };
  'message-completed': {
    text: string;
    citations: Citation[];
    sentences?: CheckedSentence[];
    labels: TaintMark[];
  };
  'run-finished': {
    status: 'completed' | 'failed' | 'cancelled';
    reason_code: ReasonCode;
    /** One sentence for the person who asked. */
    reason: string;
    usage: UsageTotals;
    cost_usd: number | null;
    cost_is_lower_bound: boolean;
  };
}

export type RunEventType = keyof RunEventData;
export type RunEvent = { [Type in RunEventType]: { type: Type; data: RunEventData[Type] } }[RunEventType];

/** An event in its place in the log. `at` is milliseconds since the epoch; `sequence` see `sequence.ts`. */
export type StoredEvent = RunEvent & { sequence: number; at: number };
