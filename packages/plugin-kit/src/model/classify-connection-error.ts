import { ModelError, type ModelErrorKind } from '../model.ts';
import type { ErrorContext } from './classify-model-error.ts';
import { sayWithoutSecrets, slimCause } from './redact-secrets.ts';

type Sentence = (context: ErrorContext) => string;

const refusedConnection: Sentence = ({ provider, local }) =>
  local
    ? `Nothing listens at the address of ${provider}. Start it, and check the base URL under Admin → Models.`
    : `The connection to ${provider} was refused. Check the base URL under Admin → Models.`;

const table: readonly [pattern: RegExp, kind: ModelErrorKind, say: Sentence][] = [
  [/^ECONNREFUSED$/, 'connection', refusedConnection],
  [
    /^(ENOTFOUND|EAI_AGAIN|EAI_NONAME)$/,
    'wrong_address',
    ({ provider }) =>
      `The host name of ${provider} is not known. Check the base URL under Admin → Models and the network's DNS.`,
  ],
  [
    /^(CERT_|ERR_TLS|ERR_SSL|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|EPROTO|HOSTNAME_MISMATCH|INVALID_PURPOSE)/,
    'tls',
    ({ provider }) =>
      `The certificate or encryption of ${provider} was not accepted. Check https in the base URL, the date of the certificate, and whether a proxy replaces it.`,
  ],
  [
    /^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/,
    'timeout',
    ({ provider }) =>
      `${provider} did not answer in time. Try again; if it stays so, check the base URL and the network.`,
  ],
  [
    /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_CLOSED|ECONNABORTED|HPE_\w+|UND_ERR_RES_CONTENT_LENGTH_MISMATCH|Z_\w+)$/,
    'connection',
    ({ provider }) => `The connection to ${provider} broke before the answer was complete. Try again.`,
  ],
  [
    /^(EHOSTUNREACH|ENETUNREACH|ENETDOWN|EHOSTDOWN|EADDRNOTAVAIL)$/,
    'connection',
    ({ provider }) => `There is no network route to ${provider}. Check the network and the base URL.`,
  ],
  [
    /^ERR_INVALID_URL$/,
    'wrong_address',
    ({ provider }) => `The base URL of ${provider} is not a valid address. Correct it under Admin → Models.`,
  ],
];

/** Errors of sockets, name resolution, TLS, aborts and unreadable bodies, by the codes along the chain of causes. */
export function classifyConnectionError(error: unknown, context: ErrorContext): ModelError | undefined {
  const cause = slimCause(error, context);
  for (const { code, name, message } of chainOf(error)) {
    for (const [pattern, kind, say] of table) {
      if (pattern.test(code)) return new ModelError(kind, say(context), { cause });
    }
    if (name === 'AbortError') return new ModelError('cancelled', 'The request was cancelled.', { cause });
    if (name === 'TimeoutError')
      return new ModelError('timeout', `${context.provider} did not answer in time. Try again.`, { cause });
    if (/\bterminated\b|other side closed|socket hang up|premature close/i.test(message)) {
      return new ModelError(
        'connection',
        `The connection to ${context.provider} broke before the answer was complete. Try again.`,
        { cause },
      );
    }
    if (/\bbad port\b|invalid url/i.test(message)) {
      return new ModelError(
        'wrong_address',
        `The base URL of ${context.provider} cannot be used. Correct it under Admin → Models.`,
        { cause },
      );
    }
    if (/JSONParse|TypeValidation|InvalidResponseData|EmptyResponseBody|NoContentGenerated/.test(name))
      return unreadable(name, message, context, cause);
  }
  if (error instanceof Error && /^fetch failed|^failed to fetch|^cannot connect to api/i.test(error.message)) {
    return new ModelError(
      'connection',
      `${context.provider} could not be reached. Check the base URL and the network.`,
      { cause },
    );
  }
  return undefined;
}

function unreadable(name: string, message: string, context: ErrorContext, cause: Error): ModelError {
  if (/EmptyResponseBody|NoContent/.test(name)) {
    return new ModelError(
      'bad_response',
      `${context.provider} sent an empty answer. Try again, or choose another model.`,
      { cause },
    );
  }
  if (/ended without a finish/i.test(message)) {
    return new ModelError('bad_response', `The answer of ${context.provider} was cut off before its end. Try again.`, {
      cause,
    });
  }
  const kind = name.includes('JSONParse') ? 'not_json' : 'bad_response';
  const said = sayWithoutSecrets(message.slice(0, 120), context);
  return new ModelError(
    kind,
    `${context.provider} sent an answer that could not be read, so it was cut off. Try again, or check that the base URL is a model service. (${said})`,
    { cause },
  );
}

interface Link {
  code: string;
  name: string;
  message: string;
}

function chainOf(error: unknown): Link[] {
  const links: Link[] = [];
  const queue: unknown[] = [error];
  while (queue.length > 0 && links.length < 10) {
    const current = queue.shift();
    if (!(current instanceof Error)) continue;
    const code = 'code' in current && typeof current.code === 'string' ? current.code : '';
    links.push({ code, name: current.name, message: current.message });
    if (current instanceof AggregateError) queue.push(...current.errors);
    queue.push(current.cause);
  }
  return links;
}
