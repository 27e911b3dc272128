import type { Problem } from '@agentforge/contracts/shared/schemas';
import { trusted } from '@agentforge/kernel/trust';

/** What the server refused, as it said it. `status` 0: the server was not reached. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  /** The server's sentence about this case; absent when it sent none. */
  readonly detail: string | undefined;
  readonly requestId: string | null;
  readonly errors: readonly { path: string; message: string }[];
  readonly retryAfterSeconds: number | null;

  constructor(
    values: Problem | { title: string; status: 0; code: string; detail?: string },
    retryAfter?: string | null,
  ) {
    super(values.detail ?? values.title);
    this.name = 'ApiError';
    this.status = values.status;
    this.code = values.code;
    this.title = values.title;
    this.detail = values.detail;
    this.requestId = 'request_id' in values ? values.request_id : null;
    this.errors = 'errors' in values && values.errors ? values.errors : [];
    this.retryAfterSeconds = retryAfter ? Number(retryAfter) : null;
  }
}

/** Checked by hand: the schema would bring the whole schema library into the first page a browser loads. */
function isProblem(body: unknown): body is Problem {
  if (typeof body !== 'object' || body === null) return false;
  const { title, status, code, request_id, errors } = trusted<Readonly<Record<string, unknown>>>(
    body,
    'an object can be read by name',
  );
  return (
    typeof title === 'string' &&
    typeof status === 'number' &&
    typeof code === 'string' &&
    typeof request_id === 'string' &&
    (errors === undefined || Array.isArray(errors))
  );
}

/** Reads a failed answer; anything that is not a problem document (a proxy's page) gets a plain one. */
export async function problemOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const retryAfter = response.headers.get('retry-after');
  if (isProblem(body)) return new ApiError(body, retryAfter);
  return new ApiError(
    {
      type: 'about:blank',
      title: 'The server answered in an unexpected way',
      status: response.status,
      code: 'unexpected_answer',
      request_id: response.headers.get('x-request-id') ?? '',
    },
    retryAfter,
  );
}
