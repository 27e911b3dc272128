import { AppError, type ProblemCode } from '@agentforge/kernel/errors';
import type { Json } from '@agentforge/kernel/json';

export type UserPart =
  | { type: 'text'; text: string }
  | { type: 'image'; mediaType: string; data: Uint8Array }
  | { type: 'file'; mediaType: string; data: Uint8Array; name?: string };

export type AssistantPart =
  | { type: 'text'; text: string }
  | { type: 'reasoning'; text: string; signature?: Json }
  | { type: 'tool-call'; callId: string; name: string; arguments: Json };

export type ModelMessage =
  | { role: 'system'; text: string }
  | { role: 'user'; content: UserPart[] }
  | { role: 'assistant'; content: AssistantPart[] }
  | { role: 'tool'; callId: string; name: string; result: Json; isError: boolean };

/** A function the model may call. `parameters` is JSON Schema of an object. */
export interface ModelTool {
  name: string;
  description: string;
  parameters: Record<string, unknown>;
}

export interface ModelParameters {
  temperature?: number;
  topP?: number;
  /** Upper bound of tokens to write. */
  maxTokens?: number;
  stop?: string[];
  seed?: number;
  reasoningEffort?: 'low' | 'medium' | 'high';
}

export interface ModelRequest {
  messages: ModelMessage[];
  tools?: ModelTool[];
  toolChoice?: 'auto' | 'none' | 'required' | { name: string };
  parameters?: ModelParameters;
  /** JSON Schema the answer must fit, for models that can. */
  responseSchema?: { name: string; schema: Record<string, unknown> };
}

/** Tokens. `undefined` where the provider did not say; never guessed here. */
export interface ModelUsage {
  inputTokens: number | undefined;
  outputTokens: number | undefined;
  cachedInputTokens: number | undefined;
  reasoningTokens: number | undefined;
}

export type FinishReason = 'stop' | 'length' | 'tool-calls' | 'content-filter' | 'error' | 'other';

/**
 * What a model turn yields, in order. `tool-call` comes once per call, whole, after its deltas; its arguments are the
 * model's text as it is: parsing and checking belong to the engine. The stream ends with exactly one `finish`, or throws
 * a {@link ModelError}.
 */
export type ModelPart =
  | { type: 'text-delta'; text: string }
  | { type: 'reasoning-delta'; text: string }
  | { type: 'reasoning-signature'; signature: Json }
  | { type: 'tool-call-start'; callId: string; name: string }
  | { type: 'tool-call-delta'; callId: string; argumentsText: string }
  | { type: 'tool-call'; callId: string; name: string; argumentsText: string }
  | { type: 'finish'; reason: FinishReason; usage: ModelUsage };

export interface LanguageModel {
  /** `<connection name>/<model>`. */
  readonly id: string;
  /** Aborting the signal closes the provider's connection. */
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelPart>;
}

export interface EmbeddingModel {
  readonly id: string;
  readonly maxBatch: number;
  /** One vector per text, in order. */
  embed(texts: string[], signal: AbortSignal): Promise<{ vectors: number[][]; inputTokens: number | undefined }>;
}

export type ModelErrorKind =
  | 'wrong_key'
  | 'no_access'
  | 'model_not_found'
  | 'wrong_address'
  | 'rate_limited'
  | 'overloaded'
  | 'context_overflow'
  | 'content_filtered'
  | 'timeout'
  | 'connection'
  | 'tls'
  | 'not_json'
  | 'bad_request'
  | 'bad_response'
  | 'unsupported'
  | 'cancelled';

const codes: Partial<Record<ModelErrorKind, ProblemCode>> = {
  timeout: 'upstream_timeout',
  rate_limited: 'model_failed',
  unsupported: 'rule_broken',
  bad_request: 'rule_broken',
};

/** A failed model call, by what went wrong, with a sentence that says what to do. */
export class ModelError extends AppError {
  readonly kind: ModelErrorKind;
  /** HTTP status of the provider, if it answered. */
  readonly providerStatus: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(
    kind: ModelErrorKind,
    detail: string,
    options: { providerStatus?: number; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(codes[kind] ?? 'model_failed', { detail, cause: options.cause });
    this.name = 'ModelError';
    this.kind = kind;
    this.providerStatus = options.providerStatus;
    this.retryAfterMs = options.retryAfterMs;
  }

  /** Whether the same call may succeed later or elsewhere. */
  get retryable(): boolean {
    return ['rate_limited', 'overloaded', 'timeout', 'connection', 'bad_response', 'not_json'].includes(this.kind);
  }
}
