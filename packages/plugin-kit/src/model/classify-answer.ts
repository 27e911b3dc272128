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

interface Finding {
  kind: ModelErrorKind;
  /** A sentence per kind, completed with what the provider said where that helps. */
  detail: string;
}

/** An answer that was no model answer, by status first and the provider's own words second. */
export function classifyAnswer(answer: ProviderAnswer, context: ErrorContext): ModelError {
  const { kind, detail } = find(answer, context);
  const wait = retryAfterMs(answer.headers);
  const mayWait = kind === 'rate_limited' || kind === 'overloaded';
  return new ModelError(kind, detail, {
    ...(answer.status === undefined ? {} : { providerStatus: answer.status }),
    ...(mayWait && wait !== undefined ? { retryAfterMs: wait } : {}),
    cause: new Error(sayWithoutSecrets(answer.message || answer.body, context)),
  });
}

function find(answer: ProviderAnswer, context: ErrorContext): Finding {
  const text = `${answer.code} ${answer.message} ${answer.body.slice(0, 4000)}`;
  const status = answer.status ?? 0;
  const { provider } = context;
  const model = context.model === undefined ? 'the model' : `the model "${context.model}"`;
  const said = sayWithoutSecrets(answer.message, context);
  const heard = said === '' ? '' : ` ${provider} says: ${said}`;
  if (status === 401 || (status < 500 && keyWords.test(text))) {
    return {
      kind: 'wrong_key',
      detail: `The key was refused by ${provider} (${status || 401}). Check the key under Settings → Models.`,
    };
  }
  if (status < 500 && status !== 429 && overflow.test(text)) {
    return {
      kind: 'context_overflow',
      detail: `The conversation is too long for ${model}. Start a new conversation, shorten the input, or choose a model with a larger context window.`,
    };
  }
  if (status < 500 && filtered.test(text)) {
    return {
      kind: 'content_filtered',
      detail: `${provider} refused this input or answer because of its content rules. Rephrase the message.`,
    };
  }
  if (status === 402 || (status < 500 && noMoney.test(text))) {
    return {
      kind: 'no_access',
      detail: `The account at ${provider} has no quota or credit left (${status}). Check its billing.${heard}`,
    };
  }
  return byStatus(status, text, context, model, heard, answer);
}

function byStatus(
  status: number,
  text: string,
  context: ErrorContext,
  model: string,
  heard: string,
  answer: ProviderAnswer,
): Finding {
  const { provider } = context;
  if (status === 404 || (status === 400 && modelWords.test(text))) return notFound(text, context, model, status);
  if (status === 403) {
    return {
      kind: 'no_access',
      detail: `The key is valid but may not use ${model} at ${provider} (403). Ask the owner of the account for access, or choose another model.${heard}`,
    };
  }
  if (status === 429) {
    const wait = retryAfterMs(answer.headers);
    const when =
      wait === undefined
        ? 'Wait a little and try again'
        : `Try again in ${Math.max(1, Math.ceil(wait / 1000))} seconds`;
    return {
      kind: 'rate_limited',
      detail: `${provider} is limiting the rate of requests (429). ${when}, or raise the limit of the account.${heard}`,
    };
  }
  if (status === 408 || status === 504 || status === 524) {
    return {
      kind: 'timeout',
      detail: `${provider} did not answer in time (${status}). Try again, or choose a faster model.`,
    };
  }
  if (status === 413)
    return {
      kind: 'context_overflow',
      detail: `The request is too large for ${provider} (413). Send less text or smaller files.`,
    };
  if (status === 503 || status === 529) {
    return {
      kind: 'overloaded',
      detail: `${provider} is overloaded or starting up (${status}). Try again in a moment, or use a fallback model.${heard}`,
    };
  }
  if (status >= 500)
    return {
      kind: 'overloaded',
      detail: `${provider} has a problem of its own (${status}). Try again in a moment, or use a fallback model.${heard}`,
    };
  if (status >= 300 && status < 400) {
    return {
      kind: 'wrong_address',
      detail: `The base URL of ${provider} redirects elsewhere (${status}). Enter the final address under Settings → Models.`,
    };
  }
  if (status === 405)
    return {
      kind: 'wrong_address',
      detail: `This address is no ${provider} endpoint (405). Check the base URL under Settings → Models.`,
    };
  if (status >= 400)
    return {
      kind: 'bad_request',
      detail: `${provider} refused the request (${status}).${heard || ' It gave no reason.'}`,
    };
  return {
    kind: 'bad_response',
    detail: `${provider} sent an error instead of an answer.${heard || ' It gave no reason.'}`,
  };
}

function notFound(text: string, context: ErrorContext, model: string, status: number): Finding {
  const { provider } = context;
  const speaksOfModel = modelWords.test(text) || /model|deployment/i.test(text);
  if (speaksOfModel) {
    return {
      kind: 'model_not_found',
      detail: `${provider} does not know ${model}, or this key may not use it (${status}). Choose another model under Settings → Models.`,
    };
  }
  return {
    kind: 'wrong_address',
    detail: `There is no model service at this address of ${provider} (${status}). Check the base URL under Settings → Models; it often ends in "/v1".`,
  };
}
