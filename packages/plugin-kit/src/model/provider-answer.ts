/** What a provider said when it refused or failed, out of whatever its SDK threw. */
export interface ProviderAnswer {
  status: number | undefined;
  /** Its own words and codes, for the reader and for telling cases apart. */
  message: string;
  code: string;
  headers: Record<string, string>;
  body: string;
}

type Fields = { readonly [name: string]: unknown };

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function textOf(...values: unknown[]): string {
  const found = values.find((value) => (typeof value === 'string' && value !== '') || typeof value === 'number');
  return found === undefined ? '' : String(found);
}

/**
 * Reads AI SDK call errors (`statusCode`, `responseBody`, `responseHeaders`), error frames inside a stream
 * (`{type, message}`, `{error: {…}}`) and plain text. `undefined` where nothing was said by a provider.
 */
export function providerAnswerOf(error: unknown): ProviderAnswer | undefined {
  if (typeof error === 'string')
    return { status: statusOfCode(error), message: error, code: '', headers: {}, body: '' };
  if (!isFields(error)) return undefined;
  const inner = isFields(error.error) ? error.error : error;
  const body = textOf(error.responseBody);
  const isCall = 'statusCode' in error || body !== '';
  if (error instanceof Error && !isCall) return undefined;
  const said = bodyFields(body);
  const code = textOf(inner.code, inner.type, inner.status, said.code, said.type, said.status, inner.__type);
  const status =
    typeof error.statusCode === 'number' ? error.statusCode : statusOfCode(`${code} ${textOf(inner.type)}`);
  return {
    status,
    message: textOf(said.message, inner.message, inner.detail),
    code,
    headers: headersOf(error.responseHeaders),
    body,
  };
}

function headersOf(value: unknown): Record<string, string> {
  const headers: Record<string, string> = {};
  if (!isFields(value)) return headers;
  for (const [name, content] of Object.entries(value)) {
    if (typeof content === 'string') headers[name.toLowerCase()] = content;
  }
  return headers;
}

/** The error object inside a JSON body, wherever a provider puts it. */
function bodyFields(body: string): Fields {
  try {
    let parsed: unknown = JSON.parse(body);
    if (Array.isArray(parsed)) [parsed] = parsed;
    if (!isFields(parsed)) return {};
    if (isFields(parsed.error)) return parsed.error;
    const message = textOf(parsed.message, parsed.detail, parsed.error, parsed.Message);
    return { ...parsed, message };
  } catch {
    return {};
  }
}

const words: readonly [RegExp, number][] = [
  [/overloaded/i, 529],
  [/rate.?limit|too.?many|throttl|resource.?exhausted|insufficient_quota/i, 429],
  [/authentication|unauthori[sz]ed|invalid_api_key|unauthenticated/i, 401],
  [/permission|access.?denied|forbidden/i, 403],
  [/not_found/i, 404],
  [/context_length|invalid_request|invalid_argument|bad_request|validation/i, 400],
  [/timeout|deadline/i, 504],
  [/api_error|server_error|internal|unavailable/i, 500],
];

function statusOfCode(code: string): number | undefined {
  const digits = /\b[45]\d\d\b/.exec(code);
  if (digits) return Number(digits[0]);
  return words.find(([pattern]) => pattern.test(code))?.[1];
}
