import { AppError } from '@agentforge/kernel/errors';
import { type Json, JsonLimitError, type JsonObject, toPlainJson } from '@agentforge/kernel/json';
import type { EgressResponse } from './http.ts';
import { redactJson } from './redact.ts';
import type { InformationLabel, ToolContext, ToolResult } from './tool.ts';

/** Characters of an answer a model is given. */
const longestAnswer = 64 * 1024;
const longestErrorExcerpt = 2_000;

export interface AnswerOptions {
  redact: (text: string) => string;
  labels: InformationLabel[];
}

function isBinary(mediaType: string): boolean {
  return /^(image|audio|video|font)\/|octet-stream|pdf|zip/.test(mediaType) && !mediaType.includes('svg');
}

function parseJson(text: string): Json | undefined {
  try {
    return toPlainJson(JSON.parse(text));
  } catch (error) {
    if (error instanceof JsonLimitError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function trimmed(text: string, mostCharacters: number, redact: AnswerOptions['redact']): JsonObject {
  return {
    body: redact(text).slice(0, mostCharacters),
    note: `The answer has ${text.length} characters; only the first ${mostCharacters} are shown. Ask for less at once, for example with a filter or a page size.`,
  };
}

async function bodyOf(response: EgressResponse, redact: AnswerOptions['redact']): Promise<JsonObject> {
  const mediaType = (response.headers.get('content-type') ?? '').toLowerCase();
  if (isBinary(mediaType)) {
    const bytes = await response.bytes();
    return { body: null, note: `The answer is a file (${mediaType}, ${bytes.length} bytes), which cannot be shown.` };
  }
  const text = await response.text();
  const looksLikeJson = mediaType.includes('json') || /^\s*[[{]/.test(text);
  if (text.length > longestAnswer) return trimmed(text, longestAnswer, redact);
  const json = looksLikeJson ? parseJson(text) : undefined;
  return { body: json === undefined ? redact(text) : redactJson(json, redact) };
}

function errorExcerpt(content: JsonObject): JsonObject {
  const text = typeof content.body === 'string' ? content.body : JSON.stringify(content.body ?? null);
  return text.length <= longestErrorExcerpt ? content : trimmed(text, longestErrorExcerpt, (kept) => kept);
}

function sentenceFor(response: EgressResponse): string {
  const { status } = response;
  const after = response.headers.get('retry-after');
  if (status === 401)
    return 'The other system did not accept the credentials (401). Check the key in the tool settings.';
  if (status === 403) return 'The other system forbids this with the credentials of the tool (403).';
  if (status === 404) return 'The other system found nothing at this address (404). Check the values given.';
  if (status === 429)
    return `The other system asks to slow down (429). Try again ${after ? `after ${after}` : 'later'}.`;
  if (status >= 500) return `The other system failed on its own side (${status}). Try again later.`;
  if (status >= 400) return `The other system did not accept the request (${status}). Its answer says what to change.`;
  return `The other system answered with a redirect (${status}). Use the final address in the tool settings.`;
}

/** Makes a tool result of an HTTP answer: `{status, body, note?}`, bounded and without secrets. Only 2xx is ok. */
export async function toolResultOf(response: EgressResponse, options: AnswerOptions): Promise<ToolResult> {
  const body = await bodyOf(response, options.redact);
  if (response.status >= 200 && response.status < 300) {
    return { ok: true, content: { status: response.status, ...body }, labels: options.labels };
  }
  return {
    ok: false,
    content: { status: response.status, ...errorExcerpt(body) },
    error: sentenceFor(response),
    labels: options.labels,
  };
}

/**
 * Runs the call of a tool and turns expected failures into a result the model can react to. A cancelled run and our own
 * defects still throw. `uncertain`: the call may have had its effect although no answer came.
 */
export async function attempt(
  context: ToolContext,
  uncertain: boolean,
  redact: AnswerOptions['redact'],
  call: () => Promise<ToolResult>,
): Promise<ToolResult> {
  try {
    return await call();
  } catch (error) {
    if (context.signal.aborted || !AppError.is(error)) throw error;
    const lost = error.code === 'upstream_timeout' || error.code === 'upstream_failed';
    const doubt =
      uncertain && lost ? ' It is not known whether the request took effect; check before repeating it.' : '';
    return { ok: false, content: { code: error.code }, error: redact(`${error.message}${doubt}`) };
  }
}
