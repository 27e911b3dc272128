import { AppError, messageOf, problems } from '@agentforge/kernel/errors';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../telemetry/logger.ts';

interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail?: string;
  code: string;
  request_id: string;
  errors?: readonly { path: string; message: string }[];
}

/** Anything thrown as an error of the catalogue. Unknown errors are `internal`: logged whole, told nothing. */
export function toAppError(error: unknown): AppError {
  if (AppError.is(error)) return error;
  const code = fastifyCode(error);
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === 'FST_REQ_FILE_TOO_LARGE') {
    return new AppError('payload_too_large', { detail: 'The request is larger than this operation accepts.' });
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' || code === 'FST_INVALID_MULTIPART_CONTENT_TYPE') {
    return new AppError('unsupported_media_type', { detail: 'Send JSON with Content-Type: application/json.' });
  }
  const status = statusOf(error);
  if (status >= 400 && status < 500) {
    return new AppError('malformed_request', {
      detail: 'The request is not well-formed. Check that the body is valid JSON.',
      cause: error,
    });
  }
  return new AppError('internal', { cause: error });
}

const fastifyCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const statusOf = (error: unknown): number =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;

export function problemBody(error: AppError, requestId: string): ProblemBody {
  const { status, title } = problems[error.code];
  const body: ProblemBody = {
    type: `https://agentforge.dev/problems/${error.code}`,
    title,
    status,
    code: error.code,
    request_id: requestId,
  };
  if (error.detail !== undefined && error.code !== 'internal') body.detail = error.detail;
  if (error.code === 'internal')
    body.detail = 'The error was logged. If it happens again, tell your administrator the request id.';
  if (error.errors.length > 0) body.errors = error.errors;
  return body;
}

export function createErrorHandler(logger: Logger) {
  return (thrown: FastifyError | unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const error = toAppError(thrown);
    // Who is sent away on purpose (draining, too much to do) met no failure; a line for each would be work as well.
    const onPurpose = error.code === 'unavailable' && error.cause === undefined;
    if (error.status >= 500 && !onPurpose) {
      const cause = error.cause instanceof Error ? error.cause : thrown;
      logger.error(
        {
          requestId: request.id,
          method: request.method,
          route: request.routeOptions.url,
          code: error.code,
          err: error.code === 'internal' ? cause : undefined,
          reason: messageOf(cause),
        },
        'request failed',
      );
    }
    if (error.retryAfterSeconds !== undefined) reply.header('retry-after', String(Math.ceil(error.retryAfterSeconds)));
    const body = problemBody(error, String(request.id));
    // OpenAI's clients read their own shape only.
    const openAi = request.url.startsWith('/v1/');
    reply
      .status(error.status)
      .type(openAi ? 'application/json' : 'application/problem+json')
      .send(JSON.stringify(openAi ? openAiError(body) : body));
  };
}

function openAiError({ status, title, detail, code, errors }: ProblemBody) {
  const type = status >= 500 ? 'server_error' : status === 429 ? 'rate_limit_error' : 'invalid_request_error';
  return { error: { message: detail ?? title, type, code, param: errors?.[0]?.path ?? null } };
}
