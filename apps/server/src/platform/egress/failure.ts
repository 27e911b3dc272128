import { AppError } from '@agentforge/kernel/errors';

const timeoutCodes = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);

const sentences: Record<string, (host: string) => string> = {
  ENOTFOUND: (host) => `The name ${host} could not be found. Check the spelling of the address.`,
  EAI_AGAIN: (host) => `The name ${host} could not be looked up right now. Try again in a moment.`,
  ECONNREFUSED: (host) => `${host} refused the connection. Check the port, and that the service is running.`,
  ECONNRESET: (host) => `${host} closed the connection before it answered. Try again.`,
  UND_ERR_SOCKET: (host) => `${host} closed the connection before the answer was complete. Try again.`,
  EHOSTUNREACH: (host) => `${host} cannot be reached over the network from here.`,
  ENETUNREACH: (host) => `${host} cannot be reached over the network from here.`,
  UND_ERR_HEADERS_OVERFLOW: (host) => `${host} answered with headers that are too large.`,
};

/** The errors from the outside in: fetch hides what happened behind `TypeError: fetch failed`. */
function* chainOf(error: unknown): Generator<Error> {
  for (let current = error, depth = 0; current instanceof Error && depth < 6; depth += 1) {
    yield current;
    current = current.cause;
  }
}

function codeOf(error: unknown): string | undefined {
  for (const link of chainOf(error)) {
    if ('code' in link && typeof link.code === 'string') return link.code;
  }
  return undefined;
}

/** The guard's own error inside whatever undici wrapped around it. */
export function ownErrorIn(error: unknown): AppError | undefined {
  for (const link of chainOf(error)) if (AppError.is(link)) return link;
  return undefined;
}

export function timeoutFailure(host: string, milliseconds: number): AppError {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  return new AppError('upstream_timeout', {
    detail: `${host} did not answer completely within ${seconds} s. Try again, or allow more time.`,
  });
}

export function tooLarge(host: string, maxBytes: number): AppError {
  return new AppError('payload_too_large', {
    detail: `The answer of ${host} is larger than the ${maxBytes.toLocaleString('en')} bytes allowed. Ask for less at once.`,
  });
}

/**
 * Turns any network error into an `AppError`. Only the error's code is kept: messages and extra fields of network
 * libraries repeat headers, addresses and pieces of answers.
 */
export function networkFailure(error: unknown, host: string): AppError {
  const own = ownErrorIn(error);
  if (own !== undefined) return own;
  const code = codeOf(error);
  const cause = Object.assign(new Error(code ?? 'unknown network error'), code === undefined ? {} : { code });
  if (code !== undefined && timeoutCodes.has(code)) {
    return new AppError('upstream_timeout', { detail: `${host} did not answer in time. Try again later.`, cause });
  }
  const certificate = code !== undefined && /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY|EPROTO/.test(code);
  const detail = certificate
    ? `The secure connection to ${host} failed: its certificate is not trusted or does not match.`
    : ((code && sentences[code]?.(host)) ?? `${host} could not be reached, or its answer could not be read.`);
  return new AppError('upstream_failed', { detail, cause });
}
