import { ModelError } from '../model.ts';
import { classifyAnswer } from './classify-answer.ts';
import type { ErrorContext } from './classify-model-error.ts';
import { providerAnswerOf } from './provider-answer.ts';
import { sayWithoutSecrets } from './redact-secrets.ts';

const streamTypes = /event-stream|eventstream|ndjson|octet-stream/i;
const peekLimit = 64 * 1024;

/**
 * The egress guard's fetch with one more check: SDKs read any 200 as a stream and find nothing in a login page or in
 * `{"error": …}`. Where a stream was asked for and something else came, this reads it and says what it was.
 */
export function providerFetch(fetch: typeof globalThis.fetch, context: ErrorContext): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const type = response.headers.get('content-type') ?? '';
    if (!response.ok) return response;
    if (/text\/html/i.test(type)) throw await webPage(response, context);
    if (!asksForStream(input, init) || streamTypes.test(type)) return response;
    return checkedStream(response, context);
  };
}

function asksForStream(input: Parameters<typeof globalThis.fetch>[0], init: RequestInit | undefined): boolean {
  const address = input instanceof Request ? input.url : String(input);
  if (/stream/i.test(address.slice(address.lastIndexOf('/')))) return true;
  return typeof init?.body === 'string' && /"stream"\s*:\s*true/.test(init.body);
}

async function webPage(response: Response, context: ErrorContext): Promise<ModelError> {
  const title = /<title[^>]*>([^<]{1,200})/i.exec(await head(response))?.[1] ?? '';
  const named = title.trim() === '' ? '' : ` titled "${sayWithoutSecrets(title, context).replace(/\.$/, '')}"`;
  return new ModelError(
    'not_json',
    `The address of ${context.provider} answered with a web page${named} instead of a model answer. Check the base URL under Admin → Models; it often ends in "/v1".`,
    { providerStatus: response.status },
  );
}

async function head(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  for (let read = await reader.read(); !read.done && text.length < peekLimit; read = await reader.read()) {
    text += decoder.decode(read.value, { stream: true });
  }
  reader.cancel().catch(() => undefined);
  return text;
}

/** Some servers send events without saying so: the first sign of the body decides. */
async function checkedStream(response: Response, context: ErrorContext): Promise<Response> {
  if (!response.body) throw emptyAnswer(context);
  const [peeked, passed] = response.body.tee();
  const reader = peeked.getReader();
  const first = await reader.read();
  const text = first.done ? '' : new TextDecoder().decode(first.value).trimStart();
  if (/^(data|event|id|retry)?:/.test(text)) {
    reader.cancel().catch(() => undefined);
    return new Response(passed, { status: response.status, headers: response.headers });
  }
  reader.cancel().catch(() => undefined);
  const body = await head(new Response(passed));
  if (body.trim() === '') throw emptyAnswer(context);
  if (/^\s*</.test(body)) throw await webPage(new Response(body, { status: response.status }), context);
  throw notAStream(body, context);
}

function emptyAnswer(context: ErrorContext): ModelError {
  return new ModelError(
    'bad_response',
    `${context.provider} sent an empty answer. Try again, or choose another model.`,
  );
}

function notAStream(body: string, context: ErrorContext): ModelError {
  const answer = providerAnswerOf(Object.assign(new Error(''), { responseBody: body }));
  if (answer && answer.message !== '') return classifyAnswer({ ...answer, body }, context);
  const said = sayWithoutSecrets(body.slice(0, 120), context);
  return new ModelError(
    'not_json',
    `${context.provider} did not answer as a model service does (it sent: ${said}) Check the base URL under Admin → Models.`,
  );
}
