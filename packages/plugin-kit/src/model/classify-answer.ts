import { ModelError, type ModelErrorKind } from '../model.ts';
import type { ErrorContext } from './classify-model-error.ts';
import type { ProviderAnswer } from './provider-answer.ts';
import { sayWithoutSecrets } from './redact-secrets.ts';
import { retryAfterMs } from './retry-after.ts';

const overflow =
  /context.?(length|window|size)|maximum context|max(imum)?.{0,12}(input|prompt|context).{0,12}tokens|prompt is too long|input.{0,20}too long|too many (input )?tokens|exceeds?.{0,40}(token|context)|reduce the length|token.{0,20}exceed|request_too_large/i;
const filtered =
  /content.?filter|content.?policy|content_management|responsible.?ai|safety (system|polic)|flagged|moderation|guardrail.{0,20}(block|interven)|PROHIBITED_CONTENT/i;
const keyWords =
  /api.?key.{0,20}(not valid|invalid|incorrect|missing|expired)|(invalid|incorrect|no|missing).{0,12}api.?key|API_KEY_INVALID|signature we calculated|security token|UnrecognizedClient|InvalidSignature/i;
const modelWords =
  /model.{0,80}(not (found|exist|available|supported)|does ?n.t exist|unknown|decommissioned|deprecated|is invalid)|(no such|unknown|invalid) model|model_not_found|DeploymentNotFound|not found.{0,30}pull/i;
const noMoney =
  /insufficient_quota|credit balance|billing|payment|exceeded your current quota|out of credits|insufficient (balance|credit)/i;

/** An answer, ready to be told apart. */
interface Case {
  status: number;
  /** Codes and words of the provider, for patterns. */
  text: string;
  provider: string;
  /** `the model "gpt-4o"`. */
  model: string;
  /** ` OpenAI says: …`, or nothing. */
  heard: string;
  waitMs: number | undefined;
}

interface Rule {
  kind: ModelErrorKind;
  fits(found: Case): boolean;
  say(found: Case): string;
}

/** The provider's own words first, its status second; the first rule that fits decides. */
const rules: readonly Rule[] = [
  {
    kind: 'wrong_key',
    fits: ({ status, text }) => status === 401 || (status < 500 && keyWords.test(text)),
    say: ({ provider, status }) =>
      `The key was refused by ${provider} (${status || 401}). Check the key under Admin → Models.`,
  },
  {
    kind: 'context_overflow',
    fits: ({ status, text }) => status < 500 && status !== 429 && overflow.test(text),
    say: ({ model }) =>
      `The conversation is too long for ${model}. Start a new conversation, shorten the input, or choose a model with a larger context window.`,
  },
  {
    kind: 'content_filtered',
    fits: ({ status, text }) => status < 500 && filtered.test(text),
    say: ({ provider }) =>
      `${provider} refused this input or answer because of its content rules. Rephrase the message.`,
  },
  {
    kind: 'no_access',
    fits: ({ status, text }) => status === 402 || (status < 500 && noMoney.test(text)),
    say: ({ provider, status, heard }) =>
      `The account at ${provider} has no quota or credit left (${status}). Check its billing.${heard}`,
  },
  {
    kind: 'model_not_found',
    fits: ({ status, text }) =>
      (status === 404 && /model|deployment/i.test(text)) || (status === 400 && modelWords.test(text)),
    say: ({ provider, model, status }) =>
      `${provider} does not know ${model}, or this key may not use it (${status}). Choose another model under Admin → Models.`,
  },
  {
    kind: 'wrong_address',
    fits: ({ status }) => status === 404,
    say: ({ provider, status }) =>
      `There is no model service at this address of ${provider} (${status}). Check the base URL under Admin → Models; it often ends in "/v1".`,
  },
  {
    kind: 'no_access',
    fits: ({ status }) => status === 403,
    say: ({ provider, model, heard }) =>
      `The key is valid but may not use ${model} at ${provider} (403). Ask the owner of the account for access, or choose another model.${heard}`,
  },
  {
    kind: 'rate_limited',
    fits: ({ status }) => status === 429,
    say: ({ provider, waitMs, heard }) =>
      `${provider} is limiting the rate of requests (429). ${whenAgain(waitMs)}, or raise the limit of the account.${heard}`,
  },
  {
    kind: 'timeout',
    fits: ({ status }) => status === 408 || status === 504 || status === 524,
    say: ({ provider, status }) =>
      `${provider} did not answer in time (${status}). Try again, or choose a faster model.`,
  },
  {
    kind: 'context_overflow',
    fits: ({ status }) => status === 413,
    say: ({ provider }) => `The request is too large for ${provider} (413). Send less text or smaller files.`,
  },
  {
    kind: 'overloaded',
    fits: ({ status }) => status === 503 || status === 529,
    say: ({ provider, status, heard }) =>
      `${provider} is overloaded or starting up (${status}). Try again in a moment, or use a fallback model.${heard}`,
  },
  {
    kind: 'overloaded',
    fits: ({ status }) => status >= 500,
    say: ({ provider, status, heard }) =>
      `${provider} has a problem of its own (${status}). Try again in a moment, or use a fallback model.${heard}`,
  },
  {
    kind: 'wrong_address',
    fits: ({ status }) => status >= 300 && status < 400,
    say: ({ provider, status }) =>
      `The base URL of ${provider} redirects elsewhere (${status}). Enter the final address under Admin → Models.`,
  },
  {
    kind: 'wrong_address',
    fits: ({ status }) => status === 405,
    say: ({ provider }) => `This address is no ${provider} endpoint (405). Check the base URL under Admin → Models.`,
  },
  {
    kind: 'bad_request',
    fits: ({ status }) => status >= 400,
    say: ({ provider, status, heard }) =>
      `${provider} refused the request (${status}).${heard || ' It gave no reason.'}`,
  },
];

const unknown: Omit<Rule, 'fits'> = {
  kind: 'bad_response',
  say: ({ provider, heard }) => `${provider} sent an error instead of an answer.${heard || ' It gave no reason.'}`,
};

/** An answer that was no model answer, as an error that says which of these it is and what to do. */
export function classifyAnswer(answer: ProviderAnswer, context: ErrorContext): ModelError {
  const found = toCase(answer, context);
  const { kind, say } = rules.find(({ fits }) => fits(found)) ?? unknown;
  const mayWait = kind === 'rate_limited' || kind === 'overloaded';
  return new ModelError(kind, say(found), {
    ...(answer.status === undefined ? {} : { providerStatus: answer.status }),
    ...(mayWait && found.waitMs !== undefined ? { retryAfterMs: found.waitMs } : {}),
    cause: new Error(sayWithoutSecrets(answer.message || answer.body, context)),
  });
}

function toCase(answer: ProviderAnswer, context: ErrorContext): Case {
  const said = sayWithoutSecrets(answer.message, context);
  return {
    status: answer.status ?? 0,
    text: `${answer.code} ${answer.message} ${answer.body.slice(0, 4000)}`,
    provider: context.provider,
    model: context.model === undefined ? 'the model' : `the model "${context.model}"`,
    heard: said === '' ? '' : ` ${context.provider} says: ${said}`,
    waitMs: retryAfterMs(answer.headers),
  };
}

function whenAgain(waitMs: number | undefined): string {
  return waitMs === undefined
    ? 'Wait a little and try again'
    : `Try again in ${Math.max(1, Math.ceil(waitMs / 1000))} seconds`;
}
