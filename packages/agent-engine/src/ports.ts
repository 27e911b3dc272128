import type { Clock } from '@agentforge/kernel/clock';
import type { IdKind } from '@agentforge/kernel/ids';
import type { JsonObject } from '@agentforge/kernel/json';
import type { ModelPart, ModelRequest } from '@agentforge/plugin-kit/model';
import type { ModelInfo } from '@agentforge/plugin-kit/provider';
import type { ToolResult } from '@agentforge/plugin-kit/tool';
import type {
  CheckedSentence,
  Citation,
  GuardrailVerdict,
  NumberedPassage,
  RunEvent,
  StoredEvent,
  TaintMark,
} from './events.ts';

type Awaitable<T> = T | Promise<T>;

/** Thrown by {@link RunLog.append} when another holder has the run's lease. The engine then stops without a word. */
export class LeaseLost extends Error {
  constructor() {
    super('Another worker holds the lease of this run.');
    this.name = 'LeaseLost';
  }
}

export interface RunLog {
  /** All events so far, in order, including those only this holder has seen. */
  events(): readonly StoredEvent[];
  /**
   * `durable` resolves once these and all earlier events are persisted; throws {@link LeaseLost}. `lazy` returns at
   * once, keeps the order and may be lost in a crash; it is on the hot path.
   */
  append(events: RunEvent[], mode: 'durable' | 'lazy'): Promise<void>;
}

export interface ModelDescription {
  id: string;
  /** US dollars per million tokens; null when unknown. */
  price: ModelInfo['price'];
  /** Tokens; null when unknown. */
  contextWindow: number | null;
  /** Tokens; absent or null when unknown. */
  maxOutputTokens?: number | null;
  /** Kind of its provider, such as `anthropic`; told in traces. */
  provider?: string;
}

/** Retries and fallback happen behind this port, and only before the first part. */
export interface ModelPort {
  describe(): ModelDescription;
  /** Calls `onFallback` before the first part when another model than the described one answers. */
  stream(
    request: ModelRequest,
    signal: AbortSignal,
    onFallback: (used: ModelDescription) => void,
  ): AsyncIterable<ModelPart>;
}

export interface ToolCallRequest {
  callId: string;
  /** The function's name as the plan offers it. */
  name: string;
  toolId: string;
  arguments: JsonObject;
  /** The same for every attempt of the same call. */
  idempotencyKey: string;
  timeoutMs: number;
  signal: AbortSignal;
  /** Where the run's information came from up to now: it may be in the arguments. */
  labels: readonly TaintMark[];
  /** What the run may still use, divided among the calls that are open; infinite where it is not limited. */
  left: RunShare;
}

export interface RunShare {
  tokens: number;
  costUsd: number;
  milliseconds: number;
}

export interface ToolPort {
  execute(call: ToolCallRequest): Promise<ToolResult>;
}

export interface BudgetRequest {
  kind: 'model' | 'tool';
  estimatedInputTokens: number;
  maxOutputTokens: number;
  /** Null when the model's price is unknown. */
  estimatedCostUsd: number | null;
  /** US dollars per token of output; null when unknown. */
  outputPriceUsd?: number | null;
  /** The shortest answer that is still one: the port may grant any length down to it. Absent: all or nothing. */
  leastOutputTokens?: number;
}

/** `maxOutputTokens`: granted less than asked for; `limit` and `detail` say why. */
export type BudgetAnswer =
  | { ok: true; id: string; maxOutputTokens?: number; limit?: string; detail?: string }
  | { ok: false; limit: string; detail: string };

export interface BudgetActual {
  inputTokens: number;
  outputTokens: number;
  costUsd: number | null;
}

/** Reservations that are never settled (a crash) are the port's to expire. */
export interface BudgetPort {
  reserve(request: BudgetRequest): Awaitable<BudgetAnswer>;
  settle(id: string, actual: BudgetActual): Awaitable<void>;
}

export interface OutputGuard {
  /** Text of the model in, text that may be shown out. May hold back the end until it is sure. */
  push(delta: string): string;
  end(): { tail: string; verdicts: GuardrailVerdict[] };
}

export interface AnswerToCheck {
  text: string;
  passages: readonly NumberedPassage[];
  question: string;
}

export interface CheckedAnswer {
  /** The text to keep; differs from the input when a guardrail changed or replaced it. */
  text: string;
  citations: Citation[];
  sentences: CheckedSentence[];
  verdicts: GuardrailVerdict[];
}

export interface GuardrailPort {
  /** `text` is what the model may see. A verdict `block` ends the run; its reason is the answer. */
  checkInput(text: string): Awaitable<{ text: string; verdicts: GuardrailVerdict[] }>;
  /** One guard per model turn. */
  outputStream(): OutputGuard;
  /** `arguments` is what the tool may get. A verdict `block` refuses the call; its reason is told to the model. */
  checkToolArguments(name: string, args: JsonObject): { arguments: JsonObject; verdicts: GuardrailVerdict[] };
  checkAnswer(answer: AnswerToCheck): Awaitable<CheckedAnswer>;
  /** Personal data hidden in a summary of `covered`; tokens that stand there stay. Absent: nothing is hidden. */
  checkSummary?(text: string, covered: string): string;
}

export interface RunPorts {
  model: ModelPort;
  /** Puts older turns in fewer words when they no longer fit; without it the oldest are left out. */
  summariser?: ModelPort;
  tools: ToolPort;
  budget: BudgetPort;
  guardrails: GuardrailPort;
  clock: Clock;
  newId(kind: IdKind): string;
}
