import type { z } from 'zod';
import type { EgressClient, EgressRequest } from '../http.ts';
import { classifyAnswer } from '../model/classify-answer.ts';
import { classifyModelError, type ErrorContext } from '../model/classify-model-error.ts';
import { providerAnswerOf } from '../model/provider-answer.ts';
import { ModelError } from '../model.ts';

/** JSON of a small GET at a provider. Throws {@link ModelError} in the same words as a model call would. */
export async function getProviderJson(
  http: EgressClient,
  url: string,
  request: Pick<EgressRequest, 'headers' | 'signal' | 'method' | 'body'>,
  context: ErrorContext,
): Promise<unknown> {
  try {
    const response = await http.request(url, { timeoutMs: 20_000, ...request });
    const text = await response.text();
    if (response.status < 200 || response.status > 299) {
      const headers = Object.fromEntries(response.headers);
      const failure = { statusCode: response.status, responseBody: text, responseHeaders: headers };
      const answer = providerAnswerOf(failure);
      if (answer) throw classifyAnswer(answer, context);
    }
    return parse(text, context);
  } catch (error) {
    throw classifyModelError(error, context);
  }
}

function parse(text: string, context: ErrorContext): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ModelError(
      'not_json',
      `The address of ${context.provider} answered, but not as a model service. Check the base URL under Admin → Models; it often ends in "/v1".`,
      { cause },
    );
  }
}

/** Ids in the usual listings: `{data: [{id}]}`, `{models: [{name}]}` or a bare list. */
export function idsOf(listing: unknown, context: ErrorContext): string[] {
  const list = listIn(listing);
  if (!list) throw unreadable(context);
  return list.map(idOf).filter((id) => id !== '');
}

function listIn(listing: unknown): unknown[] | undefined {
  if (Array.isArray(listing)) return listing;
  if (typeof listing !== 'object' || listing === null) return undefined;
  if ('data' in listing && Array.isArray(listing.data)) return listing.data;
  if ('models' in listing && Array.isArray(listing.models)) return listing.models;
  return undefined;
}

function idOf(entry: unknown): string {
  if (typeof entry === 'string') return entry;
  if (typeof entry !== 'object' || entry === null) return '';
  if ('id' in entry && typeof entry.id === 'string') return entry.id;
  return 'name' in entry && typeof entry.name === 'string' ? entry.name : '';
}

/** Parses a listing by its schema, in words a user understands when it does not fit. */
export function readListing<Schema extends z.ZodType>(
  schema: Schema,
  listing: unknown,
  context: ErrorContext,
): z.output<Schema> {
  const parsed = schema.safeParse(listing);
  if (parsed.success) return parsed.data;
  throw unreadable(context);
}

function unreadable({ provider }: ErrorContext): ModelError {
  return new ModelError(
    'bad_response',
    `${provider} sent a list of models that could not be read. Check the base URL under Admin → Models.`,
  );
}
