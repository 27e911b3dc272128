/**
 * The one catalogue of error codes. Each code has an HTTP status and a title a person understands; the detail is
 * written where the error is raised. Every surface (HTTP, jobs, tools, CLI) maps these codes once.
 */
export const problems = {
  malformed_request: { status: 400, title: 'The request could not be read' },
  invalid_input: { status: 400, title: 'Some fields are not valid' },
  unauthenticated: { status: 401, title: 'Sign in to continue' },
  invalid_credentials: { status: 401, title: 'Email or password is not correct' },
  forbidden: { status: 403, title: 'You are not allowed to do this' },
  password_change_required: { status: 403, title: 'Choose a new password first' },
  tenant_mismatch: { status: 403, title: 'This credential belongs to another organization' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'This method is not offered here' },
  conflict: { status: 409, title: 'This conflicts with what is already there' },
  setup_done: { status: 409, title: 'Setup is already complete' },
  gone: { status: 410, title: 'This is no longer available' },
  precondition_failed: { status: 412, title: 'Someone else changed this in the meantime' },
  payload_too_large: { status: 413, title: 'This is too large' },
  unsupported_media_type: { status: 415, title: 'This file or content type is not supported' },
  rule_broken: { status: 422, title: 'This is not possible' },
  idempotency_mismatch: { status: 422, title: 'This Idempotency-Key was used with another request' },
  destination_refused: { status: 422, title: 'This address may not be reached from here' },
  budget_exhausted: { status: 422, title: 'The budget is used up' },
  agents_paused: { status: 423, title: 'Agents are paused' },
  locked: { status: 423, title: 'This account is locked for now' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  model_failed: { status: 502, title: 'The model did not answer' },
  upstream_failed: { status: 502, title: 'The other system did not answer as expected' },
  model_missing: { status: 503, title: 'No usable model' },
  unavailable: { status: 503, title: 'Not available right now' },
  upstream_timeout: { status: 504, title: 'The other system took too long' },
  storage_full: { status: 507, title: 'The storage is full' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

/** One field that was not accepted. `path` is dotted, as in the request body (`personality.tone`). */
export interface FieldError {
  path: string;
  message: string;
}

export interface AppErrorOptions {
  /** Sentence for the user: what happened and what to do. Never a stack, never a secret. */
  detail?: string;
  errors?: readonly FieldError[];
  retryAfterSeconds?: number;
  cause?: unknown;
}

const marker: unique symbol = Symbol.for('agentforge.error');

/** An error with a code from the catalogue. 5xx details are logged and never sent to a client. */
export class AppError extends Error {
  readonly [marker] = true;
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly errors: readonly FieldError[];
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ProblemCode, options: AppErrorOptions = {}) {
    super(options.detail ?? problems[code].title, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.detail = options.detail;
    this.errors = options.errors ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return problems[this.code].status;
  }

  /** True for errors of any copy of this package. */
  static is(value: unknown): value is AppError {
    return typeof value === 'object' && value !== null && marker in value;
  }
}

/** `notFound('agent')` reads the same for "absent" and "not yours", on purpose. */
export function notFound(what: string): AppError {
  return new AppError('not_found', { detail: `There is no such ${what}, or you may not see it.` });
}

/** The message of anything thrown, for logs and traces. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
