import { AppError } from '@agentforge/kernel/errors';
import { APICallError } from '@ai-sdk/provider';
import { describe, expect, it } from 'vitest';
import { classifyModelError } from './classify-model-error.ts';

const context = { provider: 'OpenAI', model: 'gpt-4o', secrets: ['very-secret-value'] };

function apiError(statusCode: number, responseBody = '', responseHeaders: Record<string, string> = {}): APICallError {
  return new APICallError({
    message: 'failed',
    url: 'https://x',
    requestBodyValues: {},
    statusCode,
    responseBody,
    responseHeaders,
  });
}

function networkError(code: string): Error {
  return Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(code), { code }) });
}

describe('errors of model calls', () => {
  it.each([
    [networkError('ECONNREFUSED'), 'connection', 'was refused'],
    [networkError('ENOTFOUND'), 'wrong_address', 'host name of OpenAI is not known'],
    [networkError('CERT_HAS_EXPIRED'), 'tls', 'certificate'],
    [networkError('DEPTH_ZERO_SELF_SIGNED_CERT'), 'tls', 'certificate'],
    [networkError('UND_ERR_CONNECT_TIMEOUT'), 'timeout', 'did not answer in time'],
    [networkError('ECONNRESET'), 'connection', 'broke'],
    [networkError('EHOSTUNREACH'), 'connection', 'no network route'],
    [new DOMException('aborted', 'AbortError'), 'cancelled', 'cancelled'],
    [apiError(402, '{"error":{"message":"Insufficient credits"}}'), 'no_access', 'quota or credit'],
    [
      apiError(429, '{"error":{"code":"insufficient_quota","message":"You exceeded your current quota"}}'),
      'no_access',
      'billing',
    ],
    [apiError(408), 'timeout', '(408)'],
    [apiError(413), 'context_overflow', 'too large'],
    [apiError(404, '<html>not here</html>'), 'wrong_address', '/v1'],
    [
      apiError(400, '{"error":{"message":"The response was filtered","code":"content_filter"}}'),
      'content_filtered',
      'Rephrase',
    ],
    [
      apiError(400, '{"error":{"message":"API key not valid. Please pass a valid API key."}}'),
      'wrong_key',
      'Check the key',
    ],
    [
      apiError(400, '{"error":{"message":"max_tokens must be positive"}}'),
      'bad_request',
      'max_tokens must be positive',
    ],
    [apiError(302), 'wrong_address', 'redirects'],
    [{ type: 'overloaded_error', message: 'Overloaded' }, 'overloaded', 'Overloaded'],
    [{ error: { type: 'rate_limit_error', message: 'Slow down' } }, 'rate_limited', 'Slow down'],
  ])('%#: %s', (error, kind, words) => {
    const found = classifyModelError(error, context);
    expect(found.kind).toBe(kind);
    expect(found.message).toContain(words);
  });

  it('is itself where it is one already', () => {
    const first = classifyModelError(apiError(500), context);
    expect(classifyModelError(first, context)).toBe(first);
    expect(classifyModelError(new Error('wrapped', { cause: first }), context)).toBe(first);
  });

  it('never repeats a key, wherever a provider puts it', () => {
    const body =
      '{"error":{"message":"No very-secret-value, sk-proj-abcdef123456, Bearer abc.def, AIzaSyA1234567890123456789012345"}}';
    const error = classifyModelError(apiError(400, body), context);
    const all = `${error.message} ${String(error.cause)}`;
    for (const secret of ['very-secret-value', 'sk-proj', 'abc.def', 'AIzaSy']) expect(all).not.toContain(secret);
  });

  it('keeps the request of the SDK out of logs', () => {
    const error = classifyModelError(apiError(500), context);
    expect(error.cause).toBeInstanceOf(Error);
    expect(Object.keys(error.cause ?? {})).not.toContain('requestBodyValues');
  });

  it('tells the operator what to allow', () => {
    const refused = new AppError('destination_refused', { detail: 'private address' });
    const error = classifyModelError(refused, { provider: 'Ollama', local: true });
    expect(error).toMatchObject({ kind: 'wrong_address', message: expect.stringContaining('EGRESS_ALLOW') });
    expect(classifyModelError(new AppError('upstream_timeout'), context).kind).toBe('timeout');
  });

  it.each([
    [{ 'retry-after': '2' }, 2000],
    [{ 'retry-after-ms': '150' }, 150],
    [{ 'x-ratelimit-reset-requests': '1m30s' }, 90_000],
    [{ 'retry-after': 'soon' }, undefined],
  ])('reads the wait of %o', (headers, wait) => {
    expect(classifyModelError(apiError(429, '', headers), context).retryAfterMs).toBe(wait);
  });
});
