import { trusted } from '@agentforge/kernel/trust';

export interface ProblemField {
  path: string;
  message: string;
}

interface Problem {
  status: number;
  code: string;
  title: string;
  detail?: string | undefined;
  errors?: readonly ProblemField[] | undefined;
  requestId?: string | undefined;
}

/** Every failed call: the server's problem answer, or status 0 with code `network` when there was none. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly errors: readonly ProblemField[];
  readonly requestId: string | undefined;

  constructor(problem: Problem, cause?: unknown) {
    super(problem.detail ?? problem.title, { cause });
    this.name = 'ApiError';
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.detail = problem.detail;
    this.errors = problem.errors ?? [];
    this.requestId = problem.requestId;
  }
}

let latestRequestId: string | undefined;

/** The id of the last answer, for a crash report. */
export function lastRequestId(): string | undefined {
  return latestRequestId;
}

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** JSON, or a `FormData` for uploads. */
  body?: unknown;
  query?: Readonly<Record<string, string | number | boolean | undefined>>;
  signal?: AbortSignal;
}

function addressOf(path: string, query: RequestOptions['query']): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) search.set(name, String(value));
  return search.size > 0 ? `${path}?${search}` : path;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? trusted(value, 'an object can be read by name') : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function fieldsOf(value: unknown): ProblemField[] {
  const entries = Array.isArray(value) ? value.map(record) : [];
  return entries.map((entry) => ({ path: text(entry['path']) ?? '', message: text(entry['message']) ?? '' }));
}

async function problemOf(response: Response): Promise<ApiError> {
  const body = record(await response.json().catch(() => undefined));
  return new ApiError({
    status: response.status,
    code: text(body['code']) ?? 'unknown',
    title: text(body['title']) ?? response.statusText,
    detail: text(body['detail']),
    errors: fieldsOf(body['errors']),
    requestId: text(body['request_id']) ?? response.headers.get('x-request-id') ?? undefined,
  });
}

function bodyOf(body: unknown): Pick<RequestInit, 'body' | 'headers'> {
  if (body === undefined) return {};
  if (body instanceof FormData) return { body };
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

/** Calls the server with the session's cookie. Answers the parsed JSON, `undefined` for 204; throws `ApiError`. */
export async function request<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
  const { method = 'GET', body, query, signal } = options;
  const response = await fetch(addressOf(path, query), {
    method,
    credentials: 'same-origin',
    signal: signal ?? null,
    ...bodyOf(body),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new ApiError({ status: 0, code: 'network', title: 'Network error' }, cause);
  });
  latestRequestId = response.headers.get('x-request-id') ?? latestRequestId;
  if (!response.ok) throw await problemOf(response);
  const answer: unknown = response.status === 204 ? undefined : await response.json();
  return trusted<Answer>(answer, 'the server checks each answer against its contract before sending it');
}

export interface Me {
  user: { id: string; email: string; name?: string | null; first_name?: string | null; last_name?: string | null };
  tenant: { id: string; name: string; slug?: string };
  permissions: readonly string[];
  features?: Readonly<Record<string, unknown>>;
}

export function fetchMe(signal: AbortSignal): Promise<Me> {
  return request<Me>('/api/v1/auth/me', { signal });
}

export function logout(): Promise<void> {
  return request<void>('/api/v1/auth/logout', { method: 'POST', body: {} });
}
