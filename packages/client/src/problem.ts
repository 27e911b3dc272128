import { type Problem, problem } from '@agentforge/contracts/shared/schemas';

/** What the server refused, as it said it. `status` 0: the server was not reached. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
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
    this.requestId = 'request_id' in values ? values.request_id : null;
    this.errors = 'errors' in values && values.errors ? values.errors : [];
    this.retryAfterSeconds = retryAfter ? Number(retryAfter) : null;
  }
}

/** Reads a failed answer; anything that is not a problem document (a proxy's page) gets a plain one. */
export async function problemOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = problem.safeParse(body);
  if (parsed.success) return new ApiError(parsed.data, response.headers.get('retry-after'));
  return new ApiError(
    {
      type: 'about:blank',
      title: 'The server answered in an unexpected way',
      status: response.status,
      code: 'unexpected_answer',
      request_id: response.headers.get('x-request-id') ?? '',
    },
    response.headers.get('retry-after'),
  );
}
