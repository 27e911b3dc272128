import { AppError, messageOf } from '@agentforge/kernel/errors';
import { ModelError } from '../model.ts';
import { classifyAnswer } from './classify-answer.ts';
import { classifyConnectionError } from './classify-connection-error.ts';
import { providerAnswerOf } from './provider-answer.ts';
import { sayWithoutSecrets, slimCause } from './redact-secrets.ts';

export interface ErrorContext {
  /** As people call it: `OpenAI`. */
  provider: string;
  /** The provider's own name of the model. */
  model?: string;
  /** Runs on the user's own machine or network, so its address must be allowed by the operator. */
  local?: boolean;
  /** Secrets of the connection, cut out of whatever a provider says. */
  secrets?: readonly string[];
}

/** Anything a model call can throw, as one {@link ModelError} that says what happened and what to do. */
export function classifyModelError(error: unknown, context: ErrorContext = { provider: 'the provider' }): ModelError {
  const known = findCause(error, (cause): cause is ModelError => cause instanceof ModelError);
  if (known) return known;
  const refused = findCause(error, AppError.is);
  if (refused) return fromAppError(refused, context);
  const answer = providerAnswerOf(error);
  if (answer?.status !== undefined && (answer.status < 200 || answer.status > 299))
    return classifyAnswer(answer, context);
  const connection = classifyConnectionError(error, context);
  if (connection) return connection;
  return answer ? classifyAnswer(answer, context) : fromUnknown(error, context);
}

function findCause<T>(error: unknown, test: (value: unknown) => value is T): T | undefined {
  let current = error;
  for (let depth = 0; depth < 6 && current instanceof Error; depth += 1) {
    if (test(current)) return current;
    current = current.cause;
  }
  return undefined;
}

function fromAppError(error: AppError, context: ErrorContext): ModelError {
  const options = { cause: slimCause(error, context) };
  const said = sayWithoutSecrets(error.detail ?? error.message, context);
  switch (error.code) {
    case 'destination_refused':
      return new ModelError('wrong_address', refusedDestination(said, context), options);
    case 'upstream_timeout':
      return new ModelError('timeout', `${context.provider} did not answer in time. ${said}`, options);
    case 'payload_too_large':
      return new ModelError('bad_response', `The answer of ${context.provider} is too large. ${said}`, options);
    default:
      // The egress guard keeps the code of what happened on the wire, and nothing else of it.
      if (error.code === 'upstream_failed') {
        const known = classifyConnectionError(error.cause, context);
        if (known) return known;
      }
      return new ModelError('connection', `${context.provider} could not be reached. ${said}`, options);
  }
}

function refusedDestination(said: string, context: ErrorContext): string {
  const hint = context.local
    ? 'A model server on this machine or network must be allowed by the operator: add its host:port to EGRESS_ALLOW and restart.'
    : 'Check the base URL under Admin → Models; private addresses must be allowed by the operator in EGRESS_ALLOW.';
  return `The address of ${context.provider} may not be reached from here. ${said} ${hint}`;
}

function fromUnknown(error: unknown, context: ErrorContext): ModelError {
  const name = error instanceof Error ? error.name : '';
  const said = sayWithoutSecrets(messageOf(error), context);
  const options = { cause: slimCause(error, context) };
  if (/LoadAPIKey|LoadSetting/.test(name)) {
    return new ModelError(
      'wrong_key',
      `The connection to ${context.provider} is not complete: ${said} Fill it in under Admin → Models.`,
      options,
    );
  }
  if (/UnsupportedFunctionality/.test(name)) {
    return new ModelError('unsupported', `${context.provider} does not support this: ${said}`, options);
  }
  if (/InvalidPrompt|InvalidArgument/.test(name)) {
    return new ModelError('bad_request', `${context.provider} cannot take this conversation: ${said}`, options);
  }
  return new ModelError(
    'bad_response',
    `${context.provider} sent an answer that could not be read: ${said} Try again, or choose another model.`,
    options,
  );
}
